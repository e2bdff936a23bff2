namespace Cellect.Stream.Simulation;

/// <summary>One time point of a simulated specimen: the picture and the truth.</summary>
public sealed class SimulatedFrame
{
    /// <summary>Time point, from 0.</summary>
    public required int T { get; init; }

    /// <summary>Camera counts, C order (z, y, x), the shape of the scene; the caller's own copy.</summary>
    public required ushort[] Voxels { get; init; }

    /// <summary>Channel 1 of the same cells, likewise; null where the scene has one channel.</summary>
    public ushort[]? Beside { get; init; }

    /// <summary>The cells whose centre lies in a voxel of the volume that is not filled with zeros.</summary>
    public required IReadOnlyList<SimulatedCell> Cells { get; init; }
}
