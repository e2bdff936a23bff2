using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange;

/// <summary>The tracks of a recording: live ones, or those that <c>finish</c> made.</summary>
internal static class RecordedTracks
{
    /// <summary>Reads a recording: finished, cut short, or still being written as far as it is.</summary>
    /// <param name="folder">Folder of the recording.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    /// <exception cref="InvalidDataException">The folder holds none, or its tables contradict each other; or it holds several populations
    /// and none is named.</exception>
    public static TrackSet Read(string folder, int? population = null)
    {
        if (!File.Exists(Path.Combine(folder, FrameTable.FileName)))
            throw new InvalidDataException(
                $"'{folder}' is no recording: there is no {FrameTable.FileName} in it; name a folder that cellect run, track or demo made"
            );
        var session = SessionFile.Read(folder)
            ?? throw new InvalidDataException($"'{folder}': {SessionFile.FileName} is missing or damaged; it says how large a voxel is");
        var reader = RecordingReader.OfOne(folder, population);
        var rows = new List<TrackRow>(reader.Frames.Sum(frame => frame.Cells));
        foreach (var (frame, cells) in reader.Read())
            rows.AddRange(cells.Select(cell => new TrackRow(frame.T, cell) { Population = frame.Population }));
        return Describe(folder, session, reader, rows) with { Population = population };
    }

    /// <summary>Extent of a voxel of a recording, µm.</summary>
    /// <exception cref="InvalidDataException">The folder is none, or does not say.</exception>
    public static VoxelSize Voxel(string folder) => Voxel(folder, Session(folder));

    /// <summary>Extent of the volumes of a recording; null: it does not say.</summary>
    /// <exception cref="InvalidDataException">The folder is none.</exception>
    public static VolumeHeader? Header(string folder)
    {
        var session = Session(folder);
        return Shape(session) is { } shape
            ? new VolumeHeader
            {
                Series = Text(session["series"]) ?? "",
                T = 0,
                Shape = shape,
                Type = VoxelType.UInt16,
                VoxelMicrometres = Voxel(folder, session),
            }
            : null;
    }

    private static JsonObject Session(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FrameTable.FileName)))
            throw new InvalidDataException(
                $"'{folder}' is no recording: there is no {FrameTable.FileName} in it; name a folder that cellect run, track or demo made"
            );
        return SessionFile.Read(folder)
            ?? throw new InvalidDataException($"'{folder}': {SessionFile.FileName} is missing or damaged; it says how large a voxel is");
    }

    private static VoxelSize Voxel(string folder, JsonObject session) =>
        Three(session, "voxel_um") is [var z, var y, var x] && new VoxelSize(z, y, x) is { IsValid: true } size
            ? size
            : throw new InvalidDataException($"{Path.Combine(folder, SessionFile.FileName)} has no voxel_um of three lengths (z,y,x)");

    private static VolumeShape? Shape(JsonObject session) =>
        Three(session, "shape") is [>= 1 and < 1e6, >= 1 and < 1e6, >= 1 and < 1e6] shape
            ? new VolumeShape((int)shape[0], (int)shape[1], (int)shape[2])
            : null;

    private static TrackSet Describe(string folder, JsonObject session, RecordingReader reader, List<TrackRow> rows)
    {
        return new TrackSet(Text(session["series"]) ?? Path.GetFileName(Path.GetFullPath(folder)), Voxel(folder, session), rows)
        {
            Shape = Shape(session),
            Interval = Interval(reader.Frames),
            Frames = reader.LastT + 1,
            Provenance = Provenance(folder, session),
            Recording = folder,
        };
    }

    /// <summary>The time between two time points by the sender's clock; files have none.</summary>
    private static TimeSpan? Interval(IReadOnlyList<FrameRow> frames)
    {
        if (frames.Count < 2 || frames[0].Stamps.ExposureEndNs == 0 || frames[^1].Stamps.ExposureEndNs == 0)
            return null;
        var step = (frames[^1].Stamps.ExposureEndNs - frames[0].Stamps.ExposureEndNs) / (frames[^1].T - frames[0].T);
        return step > 0 ? TimeSpan.FromTicks(step / TimeSpan.NanosecondsPerTick) : null;
    }

    private static JsonObject Provenance(string folder, JsonObject session)
    {
        var kept = new JsonObject
        {
            ["program"] = "Cellect " + Version,
            ["recording"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
        };
        // What an experiment was made with and from; the rest of the file are figures of the run.
        string[] keys =
        [
            "series",
            "started_utc",
            "written_utc",
            "channel",
            "populations",
            "shape",
            "dtype",
            "voxel_um",
            "origin_um",
            "ledger",
            "versions",
            "finished",
            "options",
        ];
        foreach (var key in keys)
            if (session[key] is { } value)
                kept[key] = value.DeepClone();
        return kept;
    }

    private static string Version =>
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static double[]? Three(JsonObject session, string key)
    {
        try
        {
            return session[key] is JsonArray { Count: 3 } array ? [.. array.Select(value => value!.GetValue<double>())] : null;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or JsonException)
        {
            return null;
        }
    }
}
