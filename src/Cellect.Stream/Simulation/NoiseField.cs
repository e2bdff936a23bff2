using System.Runtime.CompilerServices;

namespace Cellect.Stream.Simulation;

/// <summary>Smooth periodic random field of three dimensions, mean 0 and standard deviation about 0.6; features one unit apart.</summary>
internal static class NoiseField
{
    private const int Size = 32;
    private const int Mask = Size - 1;
    private static readonly float[] Lattice = Build();

    /// <summary>Trilinear sample at a place in lattice units; any finite place within ±1e6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float At(float z, float y, float x)
    {
        var fz = MathF.Floor(z);
        var fy = MathF.Floor(y);
        var fx = MathF.Floor(x);
        z -= fz;
        y -= fy;
        x -= fx;
        var z0 = ((int)fz & Mask) * Size * Size;
        var z1 = (((int)fz + 1) & Mask) * Size * Size;
        var y0 = ((int)fy & Mask) * Size;
        var y1 = (((int)fy + 1) & Mask) * Size;
        var x0 = (int)fx & Mask;
        var x1 = ((int)fx + 1) & Mask;
        var low = Plane(Lattice, z0 + y0, z0 + y1, x0, x1, y, x);
        var high = Plane(Lattice, z1 + y0, z1 + y1, x0, x1, y, x);
        return low + ((high - low) * z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Plane(float[] lattice, int row0, int row1, int x0, int x1, float y, float x)
    {
        var a = lattice[row0 + x0];
        a += (lattice[row0 + x1] - a) * x;
        var b = lattice[row1 + x0];
        b += (lattice[row1 + x1] - b) * x;
        return a + ((b - a) * y);
    }

    private static float[] Build()
    {
        var random = new RandomStream(20250521, 7);
        var lattice = new float[Size * Size * Size];
        for (var i = 0; i < lattice.Length; i++)
            lattice[i] = Math.Clamp(random.Gaussian(), -2.5f, 2.5f);
        return lattice;
    }
}
