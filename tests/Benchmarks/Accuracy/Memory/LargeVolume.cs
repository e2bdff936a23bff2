using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Accuracy.Memory;

/// <summary>Two consecutive volumes of 512×512×231 voxels full of cells: a simulated block, repeated four times along y and x.</summary>
internal static class LargeVolume
{
    private const int Side = 128,
        Repeats = 4;

    /// <summary>How many there are.</summary>
    public const int Count = 2;

    private static readonly Lazy<ushort[][]> Blocks = new(Simulate);

    public static VolumeShape Shape { get; } = new(231, Side * Repeats, Side * Repeats);

    public static VoxelSize Voxel { get; } = new(0.4, 0.4, 0.4);

    /// <summary>Voxels of one of them, C order (z, y, x).</summary>
    public static ushort[] Voxels(int t)
    {
        var (block, whole) = (Blocks.Value[t], new ushort[Shape.Voxels]);
        for (var z = 0; z < Shape.Z; z++)
        for (var y = 0; y < Shape.Y; y++)
        for (var x = 0; x < Shape.X; x += Side)
            block.AsSpan(((z * Side) + (y % Side)) * Side, Side).CopyTo(whole.AsSpan((((z * Shape.Y) + y) * Shape.X) + x));
        return whole;
    }

    private static ushort[][] Simulate()
    {
        var scene = SceneParameters.LymphNode with { Shape = new VolumeShape(Shape.Z, Side, Side), Anisotropy = 1, Cells = 1200 };
        var specimen = new SimulatedSpecimen(scene, 1);
        return [.. Enumerable.Range(0, Count).Select(_ => specimen.Next().Voxels)];
    }
}
