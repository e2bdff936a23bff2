using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Cellect.Model.Networks;

/// <summary>
/// Brings a volume of any baseline and gain to the range that the networks know: background near 0, bright cells near 1,
/// ln(1 + 8 v) / ln 9 in between.
/// </summary>
/// <param name="Low">Intensity that becomes 0: the 20th percentile of the voxels above zero.</param>
/// <param name="Scale">Intensities from <paramref name="Low"/> to 1.</param>
internal readonly record struct Normalization(float Low, float Scale)
{
    private const int Bins = 65536;
    private const int MostSampled = 100_000;
    private const double HighestQuantile = 0.9998;

    // The cells may be a thousandth of a large volume: the bright end is a number of voxels, not a share.
    private const int MostBrightVoxels = 3000;
    private const int FewestBrightVoxels = 50;
    private const double BrightShare = 0.002;

    // Below this many standard deviations of the background there is no cell to see, and noise must not be blown up.
    private const float LeastContrast = 5;

    /// <summary>Reads background and contrast off a volume. Exact zeros are fill, not signal, and do not count.</summary>
    public static Normalization Of<T>(ReadOnlySpan<T> voxels)
        where T : unmanaged
    {
        if (typeof(T) == typeof(ushort))
            return OfIntegers(MemoryMarshal.Cast<T, ushort>(voxels));
        if (typeof(T) == typeof(byte))
            return OfBytes(MemoryMarshal.Cast<T, byte>(voxels));
        if (typeof(T) == typeof(float))
            return OfFloats(MemoryMarshal.Cast<T, float>(voxels));
        throw new NotSupportedException($"voxels of type {typeof(T).Name}; must be byte, ushort or float");
    }

    /// <summary>Writes the normalised voxels. Values below <see cref="Low"/>, and what is not a number, become 0.</summary>
    public void Apply<T>(ReadOnlySpan<T> voxels, Span<float> result)
        where T : unmanaged
    {
        if (typeof(T) == typeof(ushort))
            TensorPrimitives.ConvertChecked<ushort, float>(MemoryMarshal.Cast<T, ushort>(voxels), result);
        else if (typeof(T) == typeof(byte))
            TensorPrimitives.ConvertChecked<byte, float>(MemoryMarshal.Cast<T, byte>(voxels), result);
        else
            MemoryMarshal.Cast<T, float>(voxels).CopyTo(result);
        Apply(result);
    }

    /// <summary>Normalises in place.</summary>
    public void Apply(Span<float> voxels)
    {
        TensorPrimitives.Subtract(voxels, Low, voxels);
        TensorPrimitives.Multiply(voxels, 8 / Scale, voxels);
        TensorPrimitives.MaxNumber(voxels, 0f, voxels);
        TensorPrimitives.MinNumber(voxels, 1e4f, voxels);
        TensorPrimitives.LogP1(voxels, voxels);
        TensorPrimitives.Multiply(voxels, 1 / MathF.Log(9), voxels);
    }

    /// <summary>The intensity that becomes <paramref name="normalised"/>, at least <see cref="Low"/>.</summary>
    public float Invert(float normalised) => Low + Scale / 8 * (MathF.Pow(9, MathF.Max(normalised, 0)) - 1);

    /// <summary>That of the same volume with every intensity <paramref name="gain"/> times as high.</summary>
    public Normalization Times(float gain) => new(Low * gain, Scale * gain);

    private static Normalization OfIntegers(ReadOnlySpan<ushort> voxels)
    {
        var histogram = new int[Bins];
        foreach (var v in voxels)
            histogram[v]++;
        histogram[0] = 0;
        return FromHistogram(histogram, 0, 1);
    }

    private static Normalization OfBytes(ReadOnlySpan<byte> voxels)
    {
        var histogram = new int[256];
        foreach (var v in voxels)
            histogram[v]++;
        histogram[0] = 0;
        return FromHistogram(histogram, 0, 1);
    }

    private static Normalization OfFloats(ReadOnlySpan<float> voxels)
    {
        var sample = new FloatSample(voxels.Length);
        for (long i = 0; i < voxels.Length; i += sample.Step)
            sample.Add(i, voxels[(int)i]);
        var counts = sample.Begin();
        counts.Add(voxels);
        return counts.Result;
    }

    /// <summary>At most about a hundred thousand of the values that count: they tell the range, for the voxels of a second look.</summary>
    /// <param name="voxels">Of the whole volume.</param>
    internal sealed class FloatSample(long voxels)
    {
        private readonly List<float> _values = [];

        /// <summary>Every so many voxels of the volume are looked at, in C order.</summary>
        public long Step { get; } = Math.Max(1, voxels / MostSampled);

        /// <summary>Takes a voxel if it is one of those.</summary>
        /// <param name="index">Its place in the volume, C order.</param>
        /// <param name="value">Its value.</param>
        public void Add(long index, float value)
        {
            if (index % Step == 0 && float.IsFinite(value) && value != 0)
                _values.Add(value);
        }

        /// <summary>All voxels have been seen once; what is to see them again.</summary>
        public FloatCounts Begin()
        {
            if (_values.Count == 0)
                return new FloatCounts(0, 0) { Fixed = new Normalization(0, 1) };
            _values.Sort();
            // A hot voxel must not stretch the histogram until all cells share one bin.
            var (min, max) = (_values[0], _values[(int)((_values.Count - 1) * HighestQuantile)]);
            var width = (max - min) / (Bins - 1);
            return new FloatCounts(min, width) { Fixed = width > float.Epsilon * Bins ? null : new Normalization(min, 1) };
        }
    }

    /// <summary>Counts the values of a volume.</summary>
    /// <param name="min">Value of the first bin.</param>
    /// <param name="width">Values of a bin.</param>
    internal sealed class FloatCounts(float min, float width)
    {
        private readonly int[] _histogram = new int[Bins];

        /// <summary>What is known without counting.</summary>
        public Normalization? Fixed { get; init; }

        /// <summary>What the counts say.</summary>
        public Normalization Result => Fixed ?? FromHistogram(_histogram, min, width);

        /// <summary>Counts voxels.</summary>
        public void Add(ReadOnlySpan<float> voxels)
        {
            if (Fixed is not null)
                return;
            foreach (var v in voxels)
                if (float.IsFinite(v) && v != 0)
                    _histogram[(int)Math.Clamp((v - min) / width, 0, Bins - 1)]++;
        }
    }

    /// <summary>From a count of intensities, for volumes that are read part by part.</summary>
    /// <param name="histogram">[bin] voxels that count.</param>
    /// <param name="min">Intensity of the first bin.</param>
    /// <param name="width">Intensities of a bin.</param>
    internal static Normalization FromHistogram(ReadOnlySpan<int> histogram, float min, float width)
    {
        long count = 0;
        foreach (var n in histogram)
            count += n;
        if (count == 0)
            return new Normalization(0, 1);

        var bright = (long)Math.Min(Math.Max(count * BrightShare, FewestBrightVoxels), MostBrightVoxels);
        var low = Value(Rank(histogram, count / 5));
        var noise = (Value(Rank(histogram, count / 2)) - Value(Rank(histogram, count / 20))) / 1.645f;
        var contrast = Value(Rank(histogram, Math.Max(0, count - bright))) - low;
        return new Normalization(low, Math.Max(Math.Max(contrast, LeastContrast * noise), width));

        float Value(int bin) => min + bin * width;
    }

    /// <summary>The bin that holds the voxel of the given rank.</summary>
    private static int Rank(ReadOnlySpan<int> histogram, long rank)
    {
        for (var bin = 0; bin < histogram.Length; bin++)
            if ((rank -= histogram[bin]) < 0)
                return bin;
        return histogram.Length - 1;
    }
}
