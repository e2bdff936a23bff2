using System.Text.Json.Nodes;
using Cellect.Analysis.Finishing;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Analysis.Tests.Finishing;

/// <summary>Fragments are joined, what is no cell goes, everything else stays.</summary>
public sealed class FinisherTests
{
    private const int Frames = 60;
    private const int Side = 4;

    /// <summary>A block of cells that drifts; each hides where the caller says.</summary>
    /// <param name="idOf">Given cell and time point, the track id; 0: not seen.</param>
    /// <param name="more">Further cells of a time point.</param>
    /// <param name="kept">Tracks that people say are cells.</param>
    /// <param name="starts">Tracks of which people say that they come from nowhere.</param>
    private static FinishedTracks Finish(
        Func<int, int, int> idOf,
        Func<int, IEnumerable<FinishCell>>? more = null,
        int[]? kept = null,
        int[]? starts = null
    )
    {
        var random = new Random(1);
        var finisher = new Finisher(
            new FinishOptions { Fixed = new FixedPlaces((kept ?? []).ToHashSet(), (starts ?? []).ToHashSet()) },
            extent: null
        );
        var places = Enumerable.Range(0, Side * Side * Side).Select(i => new Place(i / 16 * 10, i / 4 % 4 * 10, i % 4 * 10)).ToArray();
        for (var t = 0; t < Frames; t++)
        {
            var cells = new List<FinishCell>(more?.Invoke(t) ?? []);
            for (var i = 0; i < places.Length; i++)
            {
                places[i] += new Place(0.3 + Step(), Step(), 0.5 + Step());
                if (idOf(i, t) is > 0 and var id)
                    cells.Add(new FinishCell(id, -1, places[i], 3, 0.95, 0));
            }

            finisher.Add(t, cells);
        }

        return finisher.Finish();

        double Step() => (random.NextDouble() - 0.5) * 0.4;
    }

    [Fact]
    public void Finish_ABeginningThatWasAccepted_IsNotJoined()
    {
        Func<int, int, int> lost = (i, t) =>
            i != 21 ? i + 1
            : t < 20 ? 22
            : t < 30 ? 0
            : 100;
        Assert.Equal(22, Finish(lost).Id(100, 59));
        Assert.Equal(100, Finish(lost, starts: [100]).Id(100, 59));
        // That it is a cell says nothing of where it comes from.
        Assert.Equal(22, Finish(lost, kept: [100]).Id(100, 59));
    }

    [Fact]
    public void Finish_ACellThatWasAccepted_IsNotDropped()
    {
        Func<int, IEnumerable<FinishCell>> flicker = t => t == 25 ? [new FinishCell(200, -1, new Place(200, 200, 200), 3, 0.3, 0)] : [];
        Assert.True(Finish((i, _) => i + 1, flicker).IsDropped(200, 25));
        Assert.False(Finish((i, _) => i + 1, flicker, kept: [200]).IsDropped(200, 25));
    }

    [Fact]
    public void LostCell_CarriedByItsNeighbours_IsJoined()
    {
        // It moves 3 µm in z and 5 in x while it is away, half the way to its neighbour.
        var finished = Finish(
            (cell, t) =>
                cell != 21 ? cell + 1
                : t < 20 ? 22
                : t < 30 ? 0
                : 500
        );

        var change = Assert.Single(finished.Changes);
        Assert.Equal((ChangeKind.Joined, 30, 500, 22), (change.Kind, change.T, change.Track, change.Into));
        Assert.InRange(change.Probability, 0.9, 1);
        Assert.Equal(22, finished.Id(500, 59));
        Assert.Equal(7, finished.Id(7, 59));
    }

    [Fact]
    public void Neighbours_LostTogether_AreEachJoinedWithThemselves()
    {
        var finished = Finish(
            (cell, t) =>
                cell is not (20 or 21 or 22) ? cell + 1
                : t < 20 ? cell + 1
                : t < 26 + cell - 20 ? 0
                : 500 + cell
        );

        Assert.Equal([(520, 21), (521, 22), (522, 23)], finished.Changes.Select(change => (change.Track, change.Into)));
    }

    [Fact]
    public void LostTwice_IsOneTrack()
    {
        var finished = Finish(
            (cell, t) =>
                cell != 21 ? cell + 1
                : t < 15 ? 22
                : t < 20 ? 0
                : t < 35 ? 500
                : t < 42 ? 0
                : 501
        );

        Assert.Equal((22, 22), (finished.Id(500, 59), finished.Id(501, 59)));
    }

    [Fact]
    public void CellThatIsGone_IsNotJoinedToOneThatComesElsewhere()
    {
        // The one corner of the block goes, and later the other is first seen.
        var finished = Finish(
            (cell, t) =>
                cell == 0 ? (t < 20 ? 1 : 0)
                : cell == 63 ? (t < 30 ? 0 : 64)
                : cell + 1
        );

        Assert.Empty(finished.Changes);
    }

    [Fact]
    public void Flicker_IsDropped()
    {
        var finished = Finish((cell, _) => cell + 1, t => t == 25 ? [new FinishCell(700, -1, new Place(5, 5, 5), 3, 0.6, 0)] : []);

        var change = Assert.Single(finished.Changes);
        Assert.Equal((ChangeKind.Dropped, 25, 700), (change.Kind, change.T, change.Track));
        Assert.True(finished.IsDropped(700, 25));
        Assert.False(finished.IsDropped(1, 25));
    }

    [Fact]
    public void TrackThatIsFollowed_IsNotDropped_ThoughItBeginsAndEndsInTheMiddle()
    {
        var finished = Finish(
            (cell, _) => cell + 1,
            t => t is >= 20 and < 34 ? [new FinishCell(300, -1, new Place(60, 60, 60), 3, 0.78, 0)] : []
        );

        Assert.Empty(finished.Changes);
    }

    [Fact]
    public void DaughterThatFlickers_WasNone_AndHerSisterGoesOnAsTheMother()
    {
        var finished = Divided(FixedPlaces.None);

        Assert.Equal(
            [(ChangeKind.Undivided, 800, 22), (ChangeKind.Dropped, 801, -1)],
            finished.Changes.Select(c => (c.Kind, c.Track, c.Into))
        );
        Assert.Equal(22, finished.Id(800, 59));
        Assert.True(finished.IsDropped(801, 25));
        // A person says that it divides.
        Assert.Empty(Divided(new FixedPlaces(new HashSet<int> { 800, 801 }, new HashSet<int> { 800 })).Changes);
    }

    /// <summary>Cell 21 is told to divide at 25: the one daughter is seen once, the other to the end.</summary>
    private static FinishedTracks Divided(FixedPlaces said)
    {
        var finisher = new Finisher(new FinishOptions { Fixed = said }, extent: null);
        for (var t = 0; t < Frames; t++)
        {
            var cells = new List<FinishCell>();
            for (var i = 0; i < 64; i++)
            {
                var (id, parent) = i == 21 && t >= 25 ? (800, 22) : (i + 1, -1);
                cells.Add(
                    new FinishCell(id, parent, new Place(i / 16 * 10, i / 4 % 4 * 10, i % 4 * 10), 3, 0.95, t == 25 && id == 800 ? 0.4 : 0)
                );
            }

            if (t == 25)
                cells.Add(new FinishCell(801, 22, new Place(12, 12, 12), 3, 0.5, 0.4));
            finisher.Add(t, cells);
        }

        return finisher.Finish();
    }

    [Fact]
    public void Recording_Finished_IsARecording()
    {
        using var folder = new TemporaryFolder();
        Record(folder["live"]);

        var changes = RecordingFinish.Run(folder["live"], folder["final"], new FinishOptions());

        Assert.Contains(changes, change => change is { Kind: ChangeKind.Joined, Track: 900, Into: 14 });
        var (live, final) = (new RecordingReader(folder["live"]), new RecordingReader(folder["final"]));
        Assert.Equal(live.Read().SelectMany(f => f.Cells.Select(Place)), final.Read().SelectMany(f => f.Cells.Select(Place)));
        Assert.Equal(Enumerable.Range(1, 27), final.Read().SelectMany(f => f.Cells.Select(cell => cell.Track)).Distinct().Order());
        Assert.Contains("joined,20,900,14,", File.ReadAllText(folder["final", "changes.csv"]));
        Assert.Contains("14 0 9 0\n", File.ReadAllText(folder["final", "01_RES", "res_track.txt"]));
        Assert.Equal(30, Directory.GetFiles(folder["final", "01_RES"], "*.tif").Length);
        Assert.Equal(1, (int)SessionFile.Read(folder["final"])!["finished"]!["joined"]!);
        Assert.Throws<IOException>(() => RecordingFinish.Run(folder["live"], folder["final"], new FinishOptions()));

        static (float, float, float) Place(TrackedCell cell) => (cell.Z, cell.Y, cell.X);
    }

    [Fact]
    public void Recording_Corrected_IsFinishedAsItWasCorrected_AndStandsAlone()
    {
        using var folder = new TemporaryFolder();
        Record(folder["live"]);
        Correct(
            folder["live"],
            new TrackEdit
            {
                Edit = EditKind.Add,
                T = 15,
                Z = 12,
                Y = 12,
                X = 12,
                Radius = 2,
                From = new CellKey(9, 14),
            },
            new TrackEdit
            {
                Edit = EditKind.Relink,
                Cell = new CellKey(20, 900),
                From = new CellKey(15, -1),
            },
            new TrackEdit { Edit = EditKind.Delete, Cell = new CellKey(5, 1) },
            new TrackEdit
            {
                Edit = EditKind.Move,
                Cell = new CellKey(7, 2),
                Z = 5,
            },
            new TrackEdit { Edit = EditKind.Unlink, Cell = new CellKey(11, 3) },
            new TrackEdit
            {
                Edit = EditKind.Name,
                Cell = new CellKey(25, 900),
                Text = "AB",
            },
            new TrackEdit { Edit = EditKind.Delete, Cell = new CellKey(3, 4) },
            new TrackEdit { Edit = EditKind.Undo, Of = 7 }
        );

        var changes = RecordingFinish.Run(folder["live"], folder["final"], new FinishOptions());

        // Both halves of track 3 stay apart, though nothing else could be the one's continuation.
        Assert.Empty(changes);
        var cells = new RecordingReader(folder["final"]).Read().SelectMany(f => f.Cells.Select(cell => (f.Row.T, cell))).ToArray();
        Assert.Equal(Enumerable.Range(0, 30).Where(t => t is < 10 or 15 or >= 20), cells.Where(c => c.cell.Track == 14).Select(c => c.T));
        Assert.DoesNotContain(cells, c => c is { T: 5, cell.Track: 1 });
        Assert.Contains(cells, c => c is { T: 3, cell.Track: 4 });
        Assert.Contains(cells, c => c is { T: 7, cell: { Track: 2, Z: 5 } });
        Assert.Equal(10, cells.Last(c => c.cell.Track == 3).T);
        Assert.Contains("14 0 9 0\n", File.ReadAllText(folder["final", "01_RES", "res_track.txt"]));
        Assert.Equal(6, (int)SessionFile.Read(folder["final"])!["finished"]!["edits"]!);

        // Read with its own log it is what its tables say; names are in the log.
        var final = EditedTracks.Read(folder["final"]);
        Assert.Equal(cells.Select(c => (c.T, c.cell.Track, c.cell.Z)), final.Rows.Select(row => (row.T, row.Cell.Track, row.Cell.Z)));
        Assert.Equal("AB", (string)final.Provenance["names"]!["14"]!);
        // What was said stays said.
        Assert.Empty(RecordingFinish.Run(folder["final"], folder["again"], new FinishOptions()));
        Assert.Equal(File.ReadAllLines(folder["final", "edits.jsonl"]).Length, File.ReadAllLines(folder["again", "edits.jsonl"]).Length);
    }

    [Fact]
    public void Recording_WithAWordOnACellButNotOnItsBeginning_IsJoined()
    {
        using var folder = new TemporaryFolder();
        Record(folder["live"]);
        Correct(folder["live"], new TrackEdit { Edit = EditKind.Accept, Cell = new CellKey(22, 900) });
        var change = Assert.Single(RecordingFinish.Run(folder["live"], folder["final"], new FinishOptions()));
        Assert.Equal((ChangeKind.Joined, 900, 14), (change.Kind, change.Track, change.Into));
        // The word is on the cell under its new name.
        Assert.Contains("\"track\":14", File.ReadAllText(folder["final", "edits.jsonl"]));

        Correct(folder["live"], new TrackEdit { Edit = EditKind.Accept, Cell = new CellKey(20, 900) });
        Assert.Empty(RecordingFinish.Run(folder["live"], folder["other"], new FinishOptions()));
    }

    [Fact]
    public void Recording_WithACellAddedWhereNothingWasRecorded_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Record(folder["live"]);
        Correct(
            folder["live"],
            new TrackEdit
            {
                Edit = EditKind.Add,
                T = 40,
                Z = 12,
                Y = 12,
                X = 12,
            }
        );
        var problem = Assert.Throws<InvalidInputException>(() => RecordingFinish.Run(folder["live"], folder["final"], new FinishOptions()));
        Assert.Contains("adds a cell in time point 40, which was not recorded", problem.Message);
    }

    private static void Correct(string recording, params TrackEdit[] edits)
    {
        using var log = new EditLog(recording, TimeProvider.System);
        foreach (var edit in edits)
            log.Append(edit);
    }

    /// <summary>27 cells that stand; the middle one is not seen for ten time points.</summary>
    private static void Record(string folder)
    {
        Directory.CreateDirectory(folder);
        using var files = new RecordingFiles(folder, 0.2, masks: true, [0]);
        var header = FakeSeries.Header(shape: new VolumeShape(24, 24, 24)) with { VoxelMicrometres = new VoxelSize(1, 1, 1) };
        var record = new SessionRecord(
            header,
            masks: true,
            new SessionInfo(new JsonObject(), new Dictionary<string, string>()),
            TimeProvider.System
        );
        for (var t = 0; t < 30; t++)
        {
            var cells = new List<TrackedCell>();
            for (var i = 0; i < 27; i++)
                if (i != 13 || t is < 10 or >= 20)
                    cells.Add(
                        new TrackedCell(
                            i == 13 && t >= 20 ? 900 : i + 1,
                            -1,
                            4 + i / 9 * 8,
                            4 + i / 3 % 3 * 8,
                            4 + i % 3 * 8 + t % 2 * 0.1f,
                            2,
                            0.95f,
                            0
                        )
                    );
            var frame = FakeSeries.Frame(header with { T = t, Seq = (ulong)t }, cells, timeStep: t == 0 ? 0 : 1);
            files.Append(frame, 0);
            record.Add(frame, files);
        }

        files.Finish();
        record.Write(folder);
    }
}
