namespace Cellect.Analysis.Finishing;

/// <summary>
/// How far from where it was carried a cell is found again, by the number of time points between: learned from cells that never were away.
/// The unit of length is the distance between cells, so that early and late frames of a growing specimen are alike. Where nothing was
/// measured the distance grows with the root of the gap.
/// </summary>
internal sealed class GapModel
{
    // The median of the length of a vector of three normal numbers.
    private const double MedianOfThree = 1.5382;

    // Some cells turn or jump: a share of the distances is from a wider distribution.
    private const double WideShare = 0.1,
        Widening = 3;
    private const int FewestSamples = 20,
        MostSamples = 2000;

    // Before anything is known: cells are found within their own space.
    private const double FirstSigma = 0.2;
    private const double BinsAnOctave = 2;

    private readonly List<double>[] _samples;
    private readonly int[] _seen;
    private readonly double[] _sigmas;
    private readonly double _floor;
    private bool _stale = true;

    /// <param name="longest">Longest gap, time points.</param>
    /// <param name="floor">Least standard deviation along an axis: places are no better known.</param>
    public GapModel(int longest, double floor)
    {
        _floor = floor;
        _samples = [.. Enumerable.Range(0, Bin(longest) + 1).Select(_ => new List<double>())];
        (_seen, _sigmas) = (new int[_samples.Length], new double[_samples.Length]);
    }

    /// <summary>Bin of a gap: gaps of about the same length are one.</summary>
    public static int Bin(int gap) => (int)(BinsAnOctave * Math.Log2(Math.Max(1, gap)));

    /// <summary>Bins.</summary>
    public int Bins => _samples.Length;

    /// <summary>One cell that was not away at all, found so far from where it was carried blindly.</summary>
    /// <param name="gap">Time points.</param>
    /// <param name="distance">Distances between cells.</param>
    public void Learn(int gap, double distance)
    {
        var bin = Bin(gap);
        if (_samples[bin].Count < MostSamples)
            _samples[bin].Add(distance);
        else
            _samples[bin][_seen[bin] % MostSamples] = distance;
        _seen[bin]++;
        _stale = true;
    }

    /// <summary>Standard deviation along an axis, distances between cells.</summary>
    public double Sigma(int gap)
    {
        if (_stale)
            Fit();
        return _sigmas[Bin(gap)];
    }

    /// <summary>Probability, for the space of one cell, that a cell is found at a distance from where it was carried.</summary>
    public double Density(int gap, double squaredDistance)
    {
        var sigma = Sigma(gap);
        return (1 - WideShare) * Normal(squaredDistance, sigma) + WideShare * Normal(squaredDistance, Widening * sigma);
    }

    private static double Normal(double squaredDistance, double sigma) =>
        Math.Exp(-squaredDistance / (2 * sigma * sigma)) / Math.Pow(Math.Sqrt(2 * Math.PI) * sigma, 3);

    private void Fit()
    {
        var (known, at) = (Math.Max(_floor, FirstSigma), 1.0);
        for (var bin = 0; bin < _sigmas.Length; bin++)
        {
            var gap = Math.Pow(2, bin / BinsAnOctave);
            if (_samples[bin].Count >= FewestSamples)
            {
                var sorted = _samples[bin].Order().ToArray();
                (known, at) = (Math.Max(_floor, sorted[sorted.Length / 2] / MedianOfThree), gap);
                _sigmas[bin] = known;
            }
            else
                _sigmas[bin] = known * Math.Sqrt(gap / at);
        }

        _stale = false;
    }
}
