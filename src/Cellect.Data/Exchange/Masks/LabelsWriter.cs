using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;

namespace Cellect.Data.Exchange.Masks;

/// <summary>Writes labels of OME-Zarr 0.4, 32 bits, the track id at every voxel: <c>labels/cells</c> within an image, or within a folder of
/// its own.</summary>
internal static class LabelsWriter
{
    private const string Name = "cells";

    /// <summary>Where the labels go within an image.</summary>
    public static string Folder(string image) => Path.Combine(image, "labels", Name);

    /// <summary>Writes the labels.</summary>
    /// <param name="path">An image of OME-Zarr 0.4, such as <c>volumes.ome.zarr</c> of a recording, or a folder that is not there.</param>
    /// <param name="tracks">The tracks.</param>
    /// <exception cref="InvalidInputException">The image is of another kind or extent.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, TrackSet tracks)
    {
        using var masks = new TrackMasks(tracks);
        if (Directory.Exists(path))
            CheckImage(path, masks.Shape);
        else
            ZarrColumn.Group(path);
        var labels = ZarrColumn.Group(path, "labels");
        var format = new OmeZarrFormat(Name, masks.Shape, VoxelType.UInt16, tracks.Voxel, ChunkCompression.Zlib)
        {
            IsLabels = true,
            Metadata = ProvenanceFile.Of(tracks),
        };
        using (var writer = new OmeZarrWriter(Folder(path), format, tracks.Frames, channels: 1))
        {
            if (tracks.Interval is { } interval)
                writer.Pace(interval);
            var written = new uint[masks.Shape.Voxels];
            while (masks.TryNext(out var frame, out var cells))
            {
                var mask = masks.Draw(frame.T, cells);
                for (var voxel = 0; voxel < written.Length; voxel++)
                    written[voxel] = mask[voxel] == 0 ? 0 : (uint)cells[mask[voxel] - 1].Track;
                writer.Write(frame.T, 0, MemoryMarshal.AsBytes<uint>(written));
            }
        }

        // By this list viewers find them: it comes last.
        File.WriteAllText(Path.Combine(labels, ".zattrs"), new JsonObject { ["labels"] = new JsonArray(Name) }.ToJsonString());
    }

    private static void CheckImage(string path, VolumeShape shape)
    {
        if (File.Exists(Path.Combine(path, "zarr.json")))
            throw new InvalidInputException($"{path} is OME-Zarr 0.5; labels are written as 0.4: name a folder that is not there");
        if (OmeZarrImage.Open(path) is var image && image.Shape != shape)
            throw new InvalidInputException($"{path} has volumes of {image.Shape} voxels; the tracks have {shape}");
    }
}
