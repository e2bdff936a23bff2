using Cellect.Data.Volumes;

namespace Cellect.Testing;

/// <summary>Soft balls that drift over a noisy background, of which any part can be made without the rest.</summary>
/// <param name="places">Centres at the first time point: z, y, x.</param>
/// <param name="seed">Of the noise.</param>
internal sealed class BallField((float Z, float Y, float X)[] places, int seed = 1)
{
    /// <summary>Radius in columns.</summary>
    public const float Radius = 6;

    private const float Reach = 12;

    /// <summary>Columns for a slice.</summary>
    public float Anisotropy { get; init; } = 4;

    /// <summary>How far everything moves at a time point, beside each ball's own drift.</summary>
    public Func<int, (int Z, int Y, int X)> Jump { get; init; } = _ => default;

    /// <summary>Zero instead of background where no ball is near.</summary>
    public bool Sparse { get; init; }

    /// <summary>The voxels of a box, C order; null where there is nothing and the field is sparse.</summary>
    public ushort[]? At(int t, VolumeBox box)
    {
        var jump = Jump(t);
        var near = places
            .Select(
                (place, i) => (Z: place.Z + jump.Z, Y: place.Y + jump.Y + t * (i % 3 - 1), X: place.X + jump.X + t * (i % 2 == 0 ? 1 : -1))
            )
            .Where(place => IsNear(place, box))
            .ToArray();
        if (Sparse && near.Length == 0)
            return null;
        var voxels = new ushort[box.Shape.Voxels];
        var at = 0;
        for (var z = box.FromZ; z < box.ToZ; z++)
        for (var y = box.FromY; y < box.ToY; y++)
        for (var x = box.FromX; x < box.ToX; x++, at++)
            voxels[at] = Value(t, z, y, x, near);
        return voxels;
    }

    private bool IsNear((float Z, float Y, float X) place, VolumeBox box) =>
        place.Z >= box.FromZ - Reach / Anisotropy
        && place.Z <= box.ToZ + Reach / Anisotropy
        && place.Y >= box.FromY - Reach
        && place.Y <= box.ToY + Reach
        && place.X >= box.FromX - Reach
        && place.X <= box.ToX + Reach;

    private ushort Value(int t, int z, int y, int x, (float Z, float Y, float X)[] near)
    {
        double light = 0;
        foreach (var place in near)
        {
            double dz = (z - place.Z) * Anisotropy,
                dy = y - place.Y,
                dx = x - place.X;
            light += 600 / (1 + Math.Exp(1.5 * (Math.Sqrt(dz * dz + dy * dy + dx * dx) - Radius)));
        }

        return (ushort)(100 + Noise(t, z, y, x) + light);
    }

    private uint Noise(int t, int z, int y, int x)
    {
        var h = (uint)seed * 0x9E3779B9u ^ (uint)t * 0x85EBCA6Bu ^ (uint)z * 0xC2B2AE35u ^ (uint)y * 0x27D4EB2Fu ^ (uint)x * 0x165667B1u;
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        return ((h ^ (h >> 12)) * 0x297A2D39u >> 16) % 12;
    }
}
