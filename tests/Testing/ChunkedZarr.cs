using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Testing;

/// <summary>An OME-Zarr image (0.4) whose volumes are cut into chunks along all axes, uint16, not packed; chunks of zeros are not
/// there.</summary>
internal static class ChunkedZarr
{
    /// <summary>Writes one.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="frames">Time points.</param>
    /// <param name="shape">Of a volume.</param>
    /// <param name="chunk">Of a chunk.</param>
    /// <param name="voxel">Micrometres.</param>
    /// <param name="voxels">The voxels of a box at a time point, C order; null: all are zero.</param>
    public static void Write(
        string folder,
        int frames,
        VolumeShape shape,
        VolumeShape chunk,
        VoxelSize voxel,
        Func<int, VolumeBox, ushort[]?> voxels
    )
    {
        var array = Path.Combine(folder, "0");
        Directory.CreateDirectory(array);
        File.WriteAllText(Path.Combine(folder, ".zgroup"), """{"zarr_format": 2}""");
        File.WriteAllText(Path.Combine(folder, ".zattrs"), Attributes(voxel).ToJsonString());
        File.WriteAllText(Path.Combine(array, ".zarray"), Array(frames, shape, chunk).ToJsonString());
        for (var t = 0; t < frames; t++)
        for (var z = 0; z * chunk.Z < shape.Z; z++)
        for (var y = 0; y * chunk.Y < shape.Y; y++)
        for (var x = 0; x * chunk.X < shape.X; x++)
        {
            // A chunk is whole on the disk, also where it reaches beyond the volume.
            var box = VolumeBox.All(chunk).Moved((z * chunk.Z, y * chunk.Y, x * chunk.X));
            if (voxels(t, box) is { } values)
                File.WriteAllBytes(Path.Combine(array, $"{t}.0.{z}.{y}.{x}"), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        }
    }

    private static JsonObject Array(int frames, VolumeShape shape, VolumeShape chunk) =>
        new()
        {
            ["zarr_format"] = 2,
            ["shape"] = new JsonArray(frames, 1, shape.Z, shape.Y, shape.X),
            ["chunks"] = new JsonArray(1, 1, chunk.Z, chunk.Y, chunk.X),
            ["dtype"] = "<u2",
            ["compressor"] = null,
            ["fill_value"] = 0,
            ["order"] = "C",
            ["filters"] = null,
        };

    private static JsonObject Attributes(VoxelSize voxel)
    {
        var axes = new JsonArray(
            new JsonObject
            {
                ["name"] = "t",
                ["type"] = "time",
                ["unit"] = "second",
            },
            new JsonObject { ["name"] = "c", ["type"] = "channel" }
        );
        foreach (var name in new[] { "z", "y", "x" })
            axes.Add(
                new JsonObject
                {
                    ["name"] = name,
                    ["type"] = "space",
                    ["unit"] = "micrometer",
                }
            );
        var scale = new JsonObject { ["type"] = "scale", ["scale"] = new JsonArray(60, 1, voxel.Z, voxel.Y, voxel.X) };
        return new JsonObject
        {
            ["multiscales"] = new JsonArray(
                new JsonObject
                {
                    ["version"] = "0.4",
                    ["axes"] = axes,
                    ["datasets"] = new JsonArray(new JsonObject { ["path"] = "0", ["coordinateTransformations"] = new JsonArray(scale) }),
                }
            ),
        };
    }
}
