using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Model.Tracks;
using Cellect.Testing;

namespace Cellect.Model.Tests.Tracks;

public class ConfirmedFramesTests
{
    private readonly Waiting _frames = new();

    private sealed class Waiting
    {
        private readonly ConfirmedFrames<FinishedFrame> _frames = new();

        public int Count => _frames.Count;

        public IReadOnlyList<FinishedFrame> Push(FinishedFrame finished) => Known(_frames.Push(finished.Frame, finished));

        public IReadOnlyList<FinishedFrame> Flush() => Known(_frames.Flush());

        public IReadOnlyList<FinishedFrame> Reset() => Known(_frames.Reset());

        private static FinishedFrame[] Known(IEnumerable<(TrackedFrame? Frame, FinishedFrame With)> known) =>
            [.. known.Select(one => one.With with { Frame = one.Frame })];
    }

    [Fact]
    public void Push_FramesWithoutDivisions_ComeOutAtOnce()
    {
        Assert.Equal([0], Times(Push(0, [FakeSeries.Cell(1)])));
        Assert.Equal([1], Times(Push(1, [FakeSeries.Cell(1)])));
        Assert.Empty(_frames.Flush());
    }

    [Fact]
    public void Push_ConfirmedDivision_ComesOutOneVolumeLaterWithWhatIsKnown()
    {
        Push(0, [FakeSeries.Cell(1)]);
        Assert.Empty(Divide(1));
        var known = Push(2, [FakeSeries.Cell(2, 1), FakeSeries.Cell(3, 1)], Outcome(1, DivisionState.Confirmed));
        Assert.Equal([1, 2], Times(known));
        var division = Assert.Single(known[0].Frame!.Divisions);
        Assert.Equal((DivisionState.Confirmed, 0.95f), (division.State, division.Probability));
        Assert.Equal([0.95f, 0.95f], known[0].Frame!.Cells.Select(cell => cell.Division));
        Assert.Empty(known[1].Frame!.Outcomes);
    }

    [Fact]
    public void Push_WithdrawnDivision_WasNeverThere()
    {
        Push(0, [FakeSeries.Cell(1, 7)]);
        Assert.Empty(Divide(1));
        var known = Push(2, [FakeSeries.Cell(2, 1)], Outcome(1, DivisionState.Withdrawn));
        Assert.Equal([1, 2], Times(known));
        Assert.Empty(known[0].Frame!.Divisions);
        Assert.Equal([(1, 7), (3, -1)], Names(known[0]));
        Assert.Equal([(1, 7)], Names(known[1]));

        // Later cells and divisions of the daughter are the mother's.
        Assert.Empty(
            _frames.Push(
                Finished(
                    3,
                    [FakeSeries.Cell(4, 2), FakeSeries.Cell(5, 2)],
                    [new Division(2, 4, 5, 0, 0, 0, 0.9f) { State = DivisionState.Likely }]
                )
            )
        );
        var last = Assert.Single(_frames.Flush());
        Assert.Equal([(4, 1), (5, 1)], Names(last));
        Assert.Equal(1, Assert.Single(last.Frame!.Divisions).Mother);
    }

    [Fact]
    public void Push_DaughterOfAWithdrawnDivisionDividesBeforeThatIsKnown_IsTheMothersDivision()
    {
        Push(0, [FakeSeries.Cell(1)]);
        Divide(1);
        var known = _frames.Push(
            Finished(
                2,
                [FakeSeries.Cell(4, 2), FakeSeries.Cell(5, 2)],
                [new Division(2, 4, 5, 0, 0, 0, 0.9f) { State = DivisionState.Likely }],
                Outcome(1, DivisionState.Withdrawn)
            )
        );
        Assert.Equal([1], Times(known));
        var last = Assert.Single(_frames.Flush());
        Assert.Equal([(4, 1), (5, 1)], Names(last));
        Assert.Equal(1, Assert.Single(last.Frame!.Divisions).Mother);
    }

    [Fact]
    public void Push_AVolumeThatTheModelFailedOn_KeepsItsPlace()
    {
        Push(0, [FakeSeries.Cell(1)]);
        Divide(1);
        Assert.Empty(_frames.Push(new FinishedFrame(FakeSeries.Pool.Rent(FakeSeries.Header(t: 2)), null, new InvalidOperationException())));
        var known = Push(3, [FakeSeries.Cell(2, 1), FakeSeries.Cell(3, 1)], Outcome(1, DivisionState.Confirmed));
        Assert.Equal([1, 2, 3], Times(known));
    }

    [Fact]
    public void Push_NothingIsKnownForLong_ComesOutAsItIs()
    {
        Divide(0);
        Assert.Empty(Push(1, []));
        Assert.Empty(Push(2, []));
        var known = Push(3, []);
        Assert.Equal([0, 1, 2, 3], Times(known));
        Assert.Equal(DivisionState.Likely, Assert.Single(known[0].Frame!.Divisions).State);

        // The outcome that comes later is told, for readers to apply.
        Assert.Single(Push(4, [], Outcome(0, DivisionState.Withdrawn))[0].Frame!.Outcomes);
    }

    private IReadOnlyList<FinishedFrame> Divide(int t) =>
        _frames.Push(
            Finished(
                t,
                [FakeSeries.Cell(2, 1), FakeSeries.Cell(3, 1)],
                [new Division(1, 2, 3, 0, 0, 0, 0.6f) { State = DivisionState.Likely }]
            )
        );

    private IReadOnlyList<FinishedFrame> Push(int t, TrackedCell[] cells, params DivisionOutcome[] outcomes) =>
        _frames.Push(Finished(t, cells, [], outcomes));

    private static FinishedFrame Finished(int t, TrackedCell[] cells, Division[] divisions, params DivisionOutcome[] outcomes)
    {
        var header = FakeSeries.Header(t: t);
        var frame = FakeSeries.Frame(header, cells, divisions) with { Outcomes = outcomes };
        return new FinishedFrame(FakeSeries.Pool.Rent(header), frame, null);
    }

    private static DivisionOutcome Outcome(int t, DivisionState state) =>
        new(t, new Division(1, 2, 3, 0, 0, 0, state == DivisionState.Confirmed ? 0.95f : 0.1f) { State = state }, 2);

    private static IEnumerable<int> Times(IEnumerable<FinishedFrame> frames) => frames.Select(frame => frame.Volume.Header.T);

    private static IEnumerable<(int, int)> Names(FinishedFrame finished) => finished.Frame!.Cells.Select(cell => (cell.Track, cell.Parent));
}
