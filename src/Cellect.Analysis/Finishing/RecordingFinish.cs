using System.Text;
using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Exchange.Masks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Finishing;

/// <summary>Makes the final result of a recording: reads its tracks twice, once to decide and once to write them anew.</summary>
internal static class RecordingFinish
{
    /// <summary>The list of what changed.</summary>
    public const string ChangesName = "changes.csv";

    /// <summary>Writes the final result.</summary>
    /// <param name="recording">Folder of the live result, which stays as it is.</param>
    /// <param name="directory">Folder of the final result, laid out as a recording; must hold none.</param>
    /// <param name="options">What may be changed.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    /// <param name="search">Looks for missed cells in the images; null: nobody does.</param>
    /// <returns>What was changed.</returns>
    /// <exception cref="IOException">The folder holds a recording, or cannot be written.</exception>
    /// <exception cref="InvalidDataException">The recording is none, or its tables contradict each other.</exception>
    public static IReadOnlyList<TrackChange> Run(
        string recording,
        string directory,
        FinishOptions options,
        int? population = null,
        MissedCellSearch? search = null
    )
    {
        RecordingRewriter.CheckFree(directory);
        var corrected = new CorrectedRecording(recording, population);
        var finished = Decide(recording, corrected, options);
        var found = search?.Invoke(TrackGap.Of(Final(corrected, finished), finished), Final(corrected, finished), corrected.Absent) ?? [];
        var foundAt = found.ToLookup(cell => cell.T, cell => cell.Cell);
        var parents = new Dictionary<int, int>();
        IReadOnlyList<TrackChange> changes =
        [
            .. finished
                .Changes.Concat(found.Select(cell => new TrackChange(ChangeKind.Found, cell.T, cell.Cell.Track, -1, cell.Probability)))
                .OrderBy(change => change.T)
                .ThenBy(change => change.Track),
        ];
        RecordingRewriter.Write(
            recording,
            directory,
            (t, cells) => [.. Renamed(t, corrected.Cells(t, cells), finished, parents), .. foundAt[t]],
            Told(recording, options, corrected, changes),
            population
        );
        if (corrected.Carried(finished.Id) is { Count: > 0 } carried)
            EditLog.Create(directory, carried);
        WriteChanges(Path.Combine(directory, ChangesName), changes);
        return changes;
    }

    /// <summary>The frames of the final result, as far as tracks alone tell it.</summary>
    private static IEnumerable<(int T, IReadOnlyList<TrackedCell> Cells)> Final(CorrectedRecording corrected, FinishedTracks finished)
    {
        var parents = new Dictionary<int, int>();
        foreach (var (t, cells) in corrected.Frames())
            yield return (t, Renamed(t, cells, finished, parents));
    }

    /// <summary>Decides what is to be changed; writes nothing.</summary>
    public static FinishedTracks Decide(string recording, FinishOptions options, int? population = null) =>
        Decide(recording, new CorrectedRecording(recording, population), options);

    private static FinishedTracks Decide(string recording, CorrectedRecording corrected, FinishOptions options)
    {
        var voxel = RecordedTracks.Voxel(recording);
        var finisher = new Finisher(options with { Fixed = corrected.Fixed }, Extent(RecordedTracks.Header(recording)));
        foreach (var (t, cells) in corrected.Frames())
            finisher.Add(t, [.. cells.Select(cell => Physical(cell, voxel))]);
        return finisher.Finish();
    }

    private static Place? Extent(VolumeHeader? header) =>
        header is { Shape: var shape, VoxelMicrometres: var voxel }
            ? new Place(shape.Z * voxel.Z, shape.Y * voxel.Y, shape.X * voxel.X)
            : null;

    /// <summary>A cell in micrometres.</summary>
    public static FinishCell Physical(in TrackedCell cell, VoxelSize voxel) =>
        new(
            cell.Track,
            cell.Parent,
            new Place(cell.Z * voxel.Z, cell.Y * voxel.Y, cell.X * voxel.X),
            float.IsFinite(cell.Radius) ? cell.Radius * voxel.X : 0,
            cell.Score,
            cell.Division
        );

    private static List<TrackedCell> Renamed(int t, IReadOnlyList<TrackedCell> cells, FinishedTracks finished, Dictionary<int, int> parents)
    {
        var renamed = new List<TrackedCell>(cells.Count);
        foreach (var cell in cells)
        {
            if (finished.IsDropped(cell.Track, t))
                continue;
            var id = finished.Id(cell.Track, t);
            // The first part of a track comes first, and it alone knows the mother.
            if (!parents.TryGetValue(id, out var parent))
                parents[id] = parent = finished.Parent(cell.Track, cell.Parent, t);
            renamed.Add(cell with { Track = id, Parent = parent });
        }

        return renamed;
    }

    private static JsonObject Told(
        string recording,
        FinishOptions options,
        CorrectedRecording corrected,
        IReadOnlyList<TrackChange> changes
    )
    {
        return new JsonObject
        {
            ["recording"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(recording))),
            ["reconnect_frames"] = options.ReconnectFrames,
            ["min_frames"] = options.MinFrames,
            ["edits"] = corrected.Edits,
            ["joined"] = Count(ChangeKind.Joined),
            ["daughters"] = Count(ChangeKind.Daughter),
            ["divided"] = Count(ChangeKind.Divided),
            ["undivided"] = Count(ChangeKind.Undivided),
            ["dropped"] = Count(ChangeKind.Dropped),
            ["found"] = Count(ChangeKind.Found),
        };

        int Count(ChangeKind kind) => changes.Count(change => change.Kind == kind);
    }

    private static void WriteChanges(string path, IReadOnlyList<TrackChange> changes)
    {
        var csv = new CsvLine();
        foreach (var change in changes)
            csv.AddWord(change.Kind.ToString().ToLowerInvariant())
                .Add(change.T)
                .Add(change.Track)
                .Add(change.Into)
                .Add(Math.Round(change.Probability, 6))
                .EndLine();
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes("kind,t,track,into,probability\n"));
        file.Write(csv.Written);
    }
}
