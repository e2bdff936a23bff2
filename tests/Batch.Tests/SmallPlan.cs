using System.Security.Cryptography;
using Cellect.Batch.Plans;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Testing;

namespace Cellect.Batch.Tests;

/// <summary>Plans of a few small volumes.</summary>
internal static class SmallPlan
{
    public static readonly VoxelSize Voxel = new(1, 0.25, 0.25);

    /// <summary>Nothing settled yet.</summary>
    public static BatchPlan Request(string source, int chunkFrames, int[] tiles, int maxTileVoxels = 12_000_000) =>
        new()
        {
            Source = source,
            Series = "small",
            Channel = 0,
            Shape = [],
            Dtype = "u2",
            VoxelUm = [],
            Frames = 0,
            Model = Repository.Model,
            ModelSha256 = "",
            Detector = new DetectorOptions { MaxTileVoxels = maxTileVoxels },
            Linker = new LinkerOptions(),
            Masks = false,
            MaskLevel = 0.2,
            ChunkFrames = chunkFrames,
            Tiles = tiles,
            Scales = [],
            Surveyed = false,
            Chunks = [],
            Options = new System.Text.Json.Nodes.JsonObject(),
            Versions = new Dictionary<string, string>(),
        };

    /// <summary>A plan that has been settled by hand: no network looks at anything.</summary>
    public static BatchPlan Settled(string source, VolumeShape shape, int frames, int chunkFrames, int[] tiles)
    {
        var plan = Request(source, chunkFrames, tiles) with
        {
            Shape = [shape.Z, shape.Y, shape.X],
            VoxelUm = [Voxel.Z, Voxel.Y, Voxel.X],
            Frames = frames,
            ModelSha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.Model))),
            Scales = [new ScaleSpan(0, 0, 0, 8, 6)],
            Surveyed = tiles.Any(count => count > 1),
        };
        var chunks = new List<PlannedChunk>();
        for (var from = 0; from < frames; from += chunkFrames)
        for (var y = 0; y < tiles[1]; y++)
        for (var x = 0; x < tiles[2]; x++)
            chunks.Add(new PlannedChunk(chunks.Count, from, Math.Min(frames, from + chunkFrames), [0, y, x], [], 1, 500));
        return (plan with { Chunks = chunks }).Named();
    }
}
