using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Tests.Exchange;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Data.Tests.Recordings;

/// <summary>A recording in which cell 1 was told to divide at 1, which was withdrawn at 2, and cell 4 at 2, which was confirmed.</summary>
public sealed class DivisionEventTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Outcomes_WrittenAndRead_AreTheSame()
    {
        var recording = Record();
        var read = new RecordingReader(recording).Outcomes();
        Assert.Equal([(2, Outcome(1, 1, DivisionState.Withdrawn, 3)), (3, Outcome(2, 4, DivisionState.Confirmed, 5))], read.Select(row => (row.KnownT, row.Outcome)));
    }

    [Fact]
    public void Read_AfterAWithdrawal_IsAsItWasPublished() =>
        Assert.Equal(
            [(1, -1), (4, -1), (2, 1), (3, 1), (4, -1), (3, 1), (5, 4), (6, 4), (3, 1), (5, 4), (6, 4)],
            Names(new RecordingReader(Record()).Read())
        );

    [Fact]
    public void ReadConfirmed_AfterAWithdrawal_HasTheMotherGoOnAndTheOtherDaughterWithoutOne() =>
        Assert.Equal(
            [(1, -1), (4, -1), (2, -1), (1, -1), (4, -1), (1, -1), (5, 4), (6, 4), (1, -1), (5, 4), (6, 4)],
            Names(new RecordingReader(Record()).ReadConfirmed())
        );

    [Fact]
    public void EditedTracks_OfSuchARecording_HaveOneDivision()
    {
        var rows = EditedTracks.Read(Record()).Rows;
        var byMother = rows.Where(row => row.Cell.Parent >= 0)
            .Select(row => (row.Cell.Parent, row.Cell.Track))
            .Distinct()
            .ToLookup(p => p.Parent);
        Assert.Equal([4], byMother.Select(mother => mother.Key));
        Assert.Equal(4, rows.Count(row => row.Cell.Track == rows[0].Cell.Track));
        Assert.Equal(RecordedTracks.Read(_folder["recording"]).Rows.Count, rows.Count);
    }

    [Fact]
    public void EditedTracks_WhereAPersonSaysThatItWasADivision_KeepIt()
    {
        var recording = Record();
        var edit = new TrackEdit
        {
            N = 1,
            Edit = EditKind.Divide,
            Cell = new CellKey(0, 1),
            Daughters = [new CellKey(1, 2), new CellKey(1, 3)],
        };
        var rows = EditedTracks.Of(recording, [edit]).Build().Rows;
        Assert.Equal(2, rows.Where(row => row.Cell.Parent >= 0).Select(row => row.Cell.Parent).Distinct().Count());
    }

    [Theory]
    [InlineData("3,2,4,5,6,confirmed,0.9,5,1,")]
    [InlineData("3,2,4,5,6,conf")]
    public void Outcomes_LastRowTorn_AreThoseBefore(string torn)
    {
        var recording = Record();
        var path = Path.Combine(recording, "division_events.csv");
        var lines = File.ReadAllLines(path);
        File.WriteAllText(path, $"{lines[0]}\n{lines[1]}\n{torn}");
        Assert.Single(new RecordingReader(recording).Outcomes());
    }

    [Fact]
    public void Outcomes_DamagedRow_SaysWhichAndWhatToDo()
    {
        var recording = Record();
        var path = Path.Combine(recording, "division_events.csv");
        var lines = File.ReadAllLines(path);
        File.WriteAllText(path, $"{lines[0]}\n2,1,x,2,3,withdrawn,0.1,3,1,1,1,0\n{lines[2]}\n");
        var e = Assert.Throws<InvalidDataException>(() => new RecordingReader(recording).Outcomes());
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
        Assert.Contains("delete the file", e.Message, StringComparison.Ordinal);
    }

    private string Record() =>
        SampleRecording.Write(
            _folder["recording"],
            [
                Frame(0, [FakeSeries.Cell(1), FakeSeries.Cell(4, y: 20)]),
                Frame(1, [FakeSeries.Cell(2, 1), FakeSeries.Cell(3, 1, x: 14), FakeSeries.Cell(4, y: 20)]),
                Frame(
                    2,
                    [FakeSeries.Cell(3, 1), FakeSeries.Cell(5, 4, y: 18), FakeSeries.Cell(6, 4, y: 22)],
                    Outcome(1, 1, DivisionState.Withdrawn, 3)
                ),
                Frame(
                    3,
                    [FakeSeries.Cell(3, 1), FakeSeries.Cell(5, 4, y: 17), FakeSeries.Cell(6, 4, y: 23)],
                    Outcome(2, 4, DivisionState.Confirmed, 5)
                ),
            ],
            masks: false
        );

    private static TrackedFrame Frame(int t, TrackedCell[] cells, params DivisionOutcome[] outcomes) =>
        FakeSeries.Frame(FakeSeries.Header(t: t), cells) with
        {
            Outcomes = outcomes,
        };

    private static DivisionOutcome Outcome(int t, int mother, DivisionState state, int continues) =>
        new(t, new Division(mother, mother + 1, mother + 2, 2, 10.5f, 10, 0.25f) { State = state }, continues);

    private static IEnumerable<(int, int)> Names(IEnumerable<RecordedFrame> frames) =>
        frames.SelectMany(frame => frame.Cells).Select(cell => (cell.Track, cell.Parent));
}
