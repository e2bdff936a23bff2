using System.Runtime.InteropServices;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>How often which brightness is found in the XY projection of a channel. Equal to itself alone.</summary>
internal sealed class Histogram
{
    private const int MostSamples = 1 << 16;

    private Histogram(float low, float high, float[] shares) => (Low, High, Shares) = (low, high, shares);

    /// <summary>Bins.</summary>
    public const int Bins = 64;

    /// <summary>Counts at the left end.</summary>
    public float Low { get; }

    /// <summary>Counts at the right end; above <see cref="Low"/>.</summary>
    public float High { get; }

    /// <summary>Height of each bin, 0 to 1: logarithms, so that a few bright cells are seen beside much background.</summary>
    public float[] Shares { get; }

    /// <summary>The histogram of a projection; large ones are sampled.</summary>
    public static Histogram Of(Projection projection) =>
        projection.Type switch
        {
            VoxelType.UInt8 => Of<byte>(projection.Pixels, value => value),
            VoxelType.UInt16 => Of<ushort>(projection.Pixels, value => value),
            _ => Of<float>(projection.Pixels, value => value),
        };

    private static Histogram Of<T>(byte[] pixels, Func<T, float> counts)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(pixels.AsSpan());
        // An odd step walks over all columns even where the width is a power of two.
        var step = (values.Length / MostSamples) | 1;
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < values.Length; i += step)
            if (counts(values[i]) is var value && float.IsFinite(value))
                (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        if (!(low <= high))
            (low, high) = (0, 1);
        high = MathF.Max(high, low + 1e-6f);
        var bins = new int[Bins];
        for (var i = 0; i < values.Length; i += step)
            if (counts(values[i]) is var value && float.IsFinite(value))
                bins[Math.Min(Bins - 1, (int)((value - low) / (high - low) * Bins))]++;
        var most = MathF.Log(1 + bins.Max());
        return new Histogram(low, high, [.. bins.Select(bin => most > 0 ? MathF.Log(1 + bin) / most : 0)]);
    }
}
