using System.Numerics;

namespace Cellect.Data.Images;

/// <summary>The grey values that are shown black and white, in counts of the image.</summary>
/// <param name="Low">Shown black.</param>
/// <param name="High">Shown white; above <paramref name="Low"/>.</param>
internal readonly record struct ContrastRange(float Low, float High)
{
    private const int Bins = 4096;
    private const int MaxSamples = 1 << 18;

    /// <summary>The range that leaves the given shares of the pixels black and white.</summary>
    /// <param name="pixels">Any order; values that are not finite are left out, large images are sampled.</param>
    /// <param name="darkPercent">0 to 50.</param>
    /// <param name="brightPercent">0 to 50.</param>
    public static ContrastRange FromPercentiles<T>(ReadOnlySpan<T> pixels, double darkPercent, double brightPercent)
        where T : unmanaged, INumberBase<T>
    {
        // An odd step walks over all columns even where the width is a power of two.
        var step = (pixels.Length / MaxSamples) | 1;
        var (lowest, highest) = FiniteRange(pixels, step);
        if (!(highest > lowest))
            return float.IsFinite(lowest) ? new ContrastRange(lowest, lowest + 1) : new ContrastRange(0, 1);

        Span<int> bins = stackalloc int[Bins];
        var width = (highest - lowest) / (Bins - 1);
        var count = Fill(bins, pixels, step, lowest, width);
        var low = lowest + width * Rank(bins, (long)(count * darkPercent / 100));
        var high = lowest + width * Rank(bins, (long)(count * (1 - brightPercent / 100)));
        return new ContrastRange(low, high > low ? high : low + width);
    }

    private static (float Lowest, float Highest) FiniteRange<T>(ReadOnlySpan<T> pixels, int step)
        where T : unmanaged, INumberBase<T>
    {
        var (lowest, highest) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < pixels.Length; i += step)
        {
            var value = float.CreateTruncating(pixels[i]);
            if (!float.IsFinite(value))
                continue;
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return (lowest, highest);
    }

    private static long Fill<T>(Span<int> bins, ReadOnlySpan<T> pixels, int step, float lowest, float width)
        where T : unmanaged, INumberBase<T>
    {
        bins.Clear();
        var count = 0L;
        for (var i = 0; i < pixels.Length; i += step)
        {
            var value = float.CreateTruncating(pixels[i]);
            if (!float.IsFinite(value))
                continue;
            bins[Math.Min(Bins - 1, (int)((value - lowest) / width))]++;
            count++;
        }

        return count;
    }

    private static int Rank(ReadOnlySpan<int> bins, long rank)
    {
        var seen = 0L;
        for (var i = 0; i < bins.Length; i++)
            if ((seen += bins[i]) > rank)
                return i;
        return bins.Length - 1;
    }
}
