using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;

namespace Cellect.Data.Exchange;

/// <summary>A set of tracks that was read, with the units that its file tells or that a person names.</summary>
internal static class Described
{
    /// <summary>Puts rows and units together.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">The cells.</param>
    /// <param name="voxel">Extent of a voxel; null: nobody told it.</param>
    /// <param name="provenance">What Cellect had written into the file; empty for those of other programs.</param>
    /// <exception cref="InvalidInputException">Nobody told the extent of a voxel.</exception>
    public static TrackSet Tracks(string path, IReadOnlyList<TrackRow> rows, VoxelSize? voxel, JsonObject? provenance) =>
        new(
            Text(provenance?["name"]) ?? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)),
            voxel ?? Voxel(provenance) ?? throw NoVoxel(path),
            rows
        )
        {
            Shape = Three(provenance?["shape"]) is [>= 1 and < 1e6, >= 1 and < 1e6, >= 1 and < 1e6] shape
                ? new VolumeShape((int)shape[0], (int)shape[1], (int)shape[2])
                : null,
            Interval = Seconds(provenance),
            Frames = Number(provenance?["frames"]) is >= 0 and < 1e8 and var frames ? (int)frames : 0,
            Provenance = provenance is null ? [] : (JsonObject)provenance.DeepClone(),
        };

    /// <summary>Extent of a voxel as Cellect wrote it; null: it is not told.</summary>
    public static VoxelSize? Voxel(JsonObject? provenance) =>
        Three(provenance?["voxel_um"]) is [var z, var y, var x] && new VoxelSize(z, y, x) is { IsValid: true } size ? size : null;

    /// <summary>What is missing, and what to do.</summary>
    public static InvalidInputException NoVoxel(string path) =>
        new($"{path} does not say how large a voxel is; name it, for example --voxel 2.03,0.406,0.406 (z,y,x in micrometres)");

    /// <summary>The side file of a file or folder; null: there is none that can be read.</summary>
    public static JsonObject? Beside(string path)
    {
        var side = Directory.Exists(path) ? Path.Combine(path, ProvenanceFile.FileName) : path + "." + ProvenanceFile.FileName;
        try
        {
            return File.Exists(side) ? ZarrJson.Read(side) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static TimeSpan? Seconds(JsonObject? provenance) =>
        Number(provenance?["interval_s"]) is > 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double[]? Three(JsonNode? node) =>
        node is JsonArray { Count: 3 } array && array.Select(Number).OfType<double>().ToArray() is { Length: 3 } three ? three : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
