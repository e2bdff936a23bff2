using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Tests;

public class TrackHistoryTests
{
    private static readonly OverlayOptions Options = new() { TailFrames = 4, DivisionMarkFrames = 2 };

    [Fact]
    public void Tails_OneTrack_JoinsItsPlacesInMicrometres()
    {
        var history = Follow(Frame(0, [Cell(1, x: 0)]), Frame(1, [Cell(1, x: 10)]), Frame(2, [Cell(1, x: 20)]));

        Assert.Equal(2, history.Tails().Length);
        Assert.Equal(new TailSegment(1, At(10), At(20), 0.25f, 0) { Root = 1 }, history.Tails()[1]);
    }

    [Fact]
    public void Tails_CellMissedInOneFrame_SpansTheGap()
    {
        var history = Follow(Frame(0, [Cell(1, x: 0)]), Frame(1, []), Frame(2, [Cell(1, x: 20)]));

        Assert.Equal(new TailSegment(1, At(0), At(20), 0.5f, 0) { Root = 1 }, Assert.Single(history.Tails()));
    }

    [Fact]
    public void Tails_StepsOlderThanTheTail_AreLeftOut()
    {
        var frames = Enumerable.Range(0, 9).Select(t => Frame(t, [Cell(1, x: t)])).ToArray();

        Assert.Equal(Options.TailFrames, Follow(frames).Tails().Length);
    }

    [Fact]
    public void Tails_VanishedCell_LeavesItsTailForAWhile()
    {
        var history = Follow(Frame(0, [Cell(1, x: 0)]), Frame(1, [Cell(1, x: 10)]), Frame(2, []));

        Assert.Equal(0.25f, Assert.Single(history.Tails()).ToAge);
    }

    [Fact]
    public void Tails_Daughters_BeginAtTheMother()
    {
        var history = Follow(Frame(0, [Cell(1, x: 10)]), Frame(1, [Cell(2, x: 8, parent: 1), Cell(3, x: 12, parent: 1)], Division));

        Assert.All(history.Tails(), step => Assert.Equal(At(10), step.From));
        Assert.Equal([2, 3], history.Tails().Select(step => step.Track));
    }

    [Fact]
    public void Divisions_DaughtersMoveOn_MarksFollowThemAndStayWithTheMothersLastPlace()
    {
        var history = Follow(
            Frame(0, [Cell(1, x: 10)]),
            Frame(1, [Cell(2, x: 8, parent: 1), Cell(3, x: 12, parent: 1)], Division),
            Frame(2, [Cell(2, x: 6, parent: 1), Cell(3, x: 14, parent: 1)])
        );

        var mark = Assert.Single(history.Divisions());
        Assert.Equal((At(10), At(6), At(14)), (mark.Mother.Position, mark.First.Position, mark.Second.Position));
        Assert.Equal(0.5f, mark.Age);
    }

    [Fact]
    public void Divisions_AfterTheMarkedFrames_AreGone()
    {
        var frames = Enumerable.Range(0, 4).Select(t => Frame(t, [Cell(2, x: t), Cell(3, x: t)], t == 1 ? Division : null)).ToArray();

        Assert.Empty(Follow(frames).Divisions());
    }

    [Fact]
    public void Divisions_MotherNotAmongTheFrames_IsPutBetweenTheDaughters()
    {
        var mark = Assert.Single(Follow(Frame(5, [Cell(2, x: 8), Cell(3, x: 12)], Division)).Divisions());

        Assert.Equal(At(10), mark.Mother.Position);
    }

    private static Division Division => new(1, 2, 3, 0, 0, 10, 0.9f);

    private static TrackHistory Follow(params TrackedFrame[] frames)
    {
        var history = new TrackHistory(Options);
        history.Follow(frames);
        return history;
    }

    private static Vector3 At(float x) => new((x + 0.5f) * 0.5f, 0.25f, 1);

    private static TrackedCell Cell(int track, float x, int parent = -1) => new(track, parent, 0, 0, x, 5, 1, 0);

    private static TrackedFrame Frame(int t, TrackedCell[] cells, Division? division = null) =>
        new()
        {
            Header = new VolumeHeader
            {
                Series = "s",
                T = t,
                Shape = new(4, 8, 32),
                Type = VoxelType.UInt8,
                VoxelMicrometres = new(2, 0.5, 0.5),
            },
            TimeStep = t == 0 ? 0 : 1,
            Stamps = default,
            Cells = cells,
            Divisions = division is { } one ? [one] : [],
        };
}
