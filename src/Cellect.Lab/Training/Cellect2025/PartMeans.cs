namespace Cellect.Lab.Training.Cellect2025;

/// <summary>Means of loss parts since they were last taken; what is not a number does not count.</summary>
/// <param name="parts">Number of parts.</param>
internal sealed class PartMeans(int parts)
{
    private readonly double[] _sums = new double[parts];
    private readonly int[] _counts = new int[parts];

    public void Add(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (double.IsFinite(values[i]))
                (_sums[i], _counts[i]) = (_sums[i] + values[i], _counts[i] + 1);
    }

    /// <summary>The means; not a number where nothing came. What is added from now on begins anew.</summary>
    public double[] Take()
    {
        var means = Enumerable.Range(0, parts).Select(i => _counts[i] == 0 ? double.NaN : _sums[i] / _counts[i]).ToArray();
        Array.Clear(_sums);
        Array.Clear(_counts);
        return means;
    }
}
