using System.Text.Json.Nodes;
using Cellect.Data.Settings;

namespace Cellect.Data.Exchange;

/// <summary>The side file that tells how tracks came about, for formats that have no room for it.</summary>
internal static class ProvenanceFile
{
    /// <summary>Its name within a folder; beside a file <c>NAME</c> it is <c>NAME.provenance.json</c>.</summary>
    public const string FileName = "provenance.json";

    /// <summary>Writes the provenance, with what a reader needs to know of the units.</summary>
    public static void Write(string path, TrackSet tracks) =>
        File.WriteAllText(
            Directory.Exists(path) ? Path.Combine(path, FileName) : path + "." + FileName,
            Of(tracks).ToJsonString(JsonText.Indented)
        );

    /// <summary>What every format keeps.</summary>
    public static JsonObject Of(TrackSet tracks)
    {
        var provenance = (JsonObject)tracks.Provenance.DeepClone();
        provenance["name"] = tracks.Name;
        provenance["voxel_um"] = new JsonArray(tracks.Voxel.Z, tracks.Voxel.Y, tracks.Voxel.X);
        if (tracks.Shape is { } shape)
            provenance["shape"] = new JsonArray(shape.Z, shape.Y, shape.X);
        if (tracks.Interval is { } interval)
            provenance["interval_s"] = interval.TotalSeconds;
        provenance["frames"] = tracks.Frames;
        return provenance;
    }
}
