using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Live.Tests.Record;

/// <summary>A recording of two populations: tables, masks, what a crash leaves, readers of one of them.</summary>
public sealed class PopulationRecordingTests : IDisposable
{
    private static readonly IReadOnlyList<Population> Populations = [new(0, "neutrophils", "#56b4e9"), new(2, "bacteria", "#00b586")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_TwoPopulations_EachHasRowsAndMasksOfItsOwn()
    {
        Record(frames: 4);
        var reader = new RecordingReader(_folder.Path);
        Assert.Equal([0, 2, 0, 2, 0, 2, 0, 2], reader.Frames.Select(row => row.Population));
        Assert.Equal(Populations, reader.Populations);
        Assert.Equal(8, reader.Ledger()["processed"]);
        foreach (var place in new[] { 0, 1 })
            Assert.Equal(4, CtcValidator.Check(_folder[MaskFolder.NameOf(place)]).Count);
        Assert.All(new RecordingReader(_folder.Path, population: 2).Read(), frame =>
            Assert.All(frame.Cells, c => Assert.True(c.Track > 100))
        );
        Assert.Equal([0, 2], TrackTable.Read(_folder[TrackTable.FileName]).Select(row => row.Population).Distinct());
    }

    [Fact]
    public void OfOne_SeveralAndNoneNamed_TellsTheRemedy()
    {
        Record(frames: 2);
        var error = Assert.Throws<InvalidDataException>(() => RecordedTracks.Read(_folder.Path));
        Assert.Contains("0 (neutrophils), 2 (bacteria); choose one with --population 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => RecordedTracks.Read(_folder.Path, 1));
        Assert.All(RecordedTracks.Read(_folder.Path, 2).Rows, row => Assert.Equal(2, row.Population));
    }

    [Fact]
    public void Try_EditsOfBothPopulations_FitTheOnesWhoseCellsTheyName()
    {
        Record(frames: 4);
        TrackEdit[] edits =
        [
            new()
            {
                N = 1,
                Edit = EditKind.Delete,
                Cell = new CellKey(1, 1),
            },
            new()
            {
                N = 2,
                Edit = EditKind.Accept,
                Cell = new CellKey(1, 101),
            },
            new()
            {
                N = 3,
                Edit = EditKind.Add,
                T = 2,
                Z = 1,
                Y = 1,
                X = 1,
                From = new CellKey(1, 101),
            },
        ];
        EditedTracks.Try(_folder.Path, edits);
        Assert.DoesNotContain(EditedTracks.Of(_folder.Path, edits, 0).Build().Rows, row => row is { T: 1, Cell.Track: 1 });
        Assert.Contains(EditedTracks.Of(_folder.Path, edits, 2).Build().Rows, row => row is { T: 1, Cell.Track: 101 });
        var stray = Assert.Throws<InvalidInputException>(() =>
            EditedTracks.Try(_folder.Path, [.. edits, edits[0] with { N = 4, Cell = new CellKey(1, 77) }])
        );
        Assert.Contains("edit 4 (delete) names no cell of any of the 2 populations", stray.Message, StringComparison.Ordinal);
        var homeless = Assert.Throws<InvalidInputException>(() => EditedTracks.Try(_folder.Path, [edits[2] with { From = null }]));
        Assert.Contains("'from'", homeless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_KilledBetweenTheTwo_KeepsWhatIsWhole()
    {
        Record(frames: 4);
        // The second population's row of the last frame is torn.
        var table = _folder[FrameTable.FileName];
        File.WriteAllText(table, File.ReadAllText(table).TrimEnd('\n')[..^3]);
        var (recording, labels) = RecordingRepair.Repair(_folder.Path, masks: true);
        Assert.Equal((3, 2), (recording.LastOf(0), recording.LastOf(2)));
        Assert.Equal(4, CtcValidator.Check(_folder["01_RES"]).Count);
        Assert.Equal(3, CtcValidator.Check(_folder["02_RES"]).Count);
        Assert.Equal([0, 2], labels.Keys.Order());
        var unstable = File.ReadAllLines(_folder["unstable.csv"]).Skip(1).ToArray();
        Assert.Equal(["0,0", "1,0", "2,0", "3,0", "0,2", "1,2", "2,2"], unstable.Select(Key).OrderBy(key => key[^1]).ThenBy(key => key[0]));
        var left = InterruptedPopulation.Read(_folder.Path, recording, sameModel: true);
        Assert.Equal([(0, 3, true), (2, 2, true)], left.Select(own => (own.Channel, own.LastT, own.State is not null)));
        Assert.All(left[1].State!, value => Assert.Equal(2, value));
    }

    private static string Key(string row) => row.Split(',') is [var t, .., var population] ? $"{t},{population}" : row;

    private void Record(int frames)
    {
        var series = FakeSeries.Frames(seed: 1, frames, lost: 0).ToList();
        var record = new SessionRecord(series[0].Header, masks: true, RecorderHarness.Info, TimeProvider.System, Populations);
        record.Write(_folder.Path);
        using var files = new RecordingFiles(_folder.Path, 0.2, masks: true, [0, 2], state: true);
        foreach (var frame in series)
        foreach (var (population, first) in new[] { (0, 0), (2, 100) })
        {
            var t = frame.Header.T;
            files.Append(
                frame with
                {
                    Header = frame.Header with { C = population },
                    Cells = [.. frame.Cells.Select(cell => cell with { Track = cell.Track + first, Parent = -1 })],
                    Divisions = [],
                    Unstable = [new UnstableMark(1 + first, UnstableReason.Appeared, t)],
                    State = () => [(byte)t, (byte)t],
                },
                recordedNs: t
            );
        }
    }
}
