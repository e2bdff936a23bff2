namespace Cellect.Analysis.Motility;

/// <summary>
/// An even sample of a sequence: all of it up to <see cref="Most"/> values, then every second, every fourth and so on, so that there are
/// always between half of <see cref="Most"/> and <see cref="Most"/>. The same sequence gives the same sample.
/// </summary>
internal sealed class EvenSample
{
    /// <summary>Most values kept.</summary>
    public const int Most = 512;

    private readonly List<double> _values = [];
    private long _seen;
    private long _every = 1;

    /// <summary>Median of what is kept; of an even number the mean of the middle two; null of nothing.</summary>
    public double? Median
    {
        get
        {
            if (_values.Count == 0)
                return null;
            double[] sorted = [.. _values];
            Array.Sort(sorted);
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Values kept.</summary>
    public int Count => _values.Count;

    public void Add(double value)
    {
        if (_seen++ % _every != 0)
            return;
        if (_values.Count == Most)
        {
            Thin();
            _every *= 2;
            // The value that is now too many belongs to the sample only if its turn comes in the new one.
            if ((_seen - 1) % _every != 0)
                return;
        }

        _values.Add(value);
    }

    private void Thin()
    {
        for (var i = 0; i < Most / 2; i++)
            _values[i] = _values[2 * i];
        _values.RemoveRange(Most / 2, Most / 2);
    }
}
