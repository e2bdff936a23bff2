using Cellect.Data.Regions;

namespace Cellect.Analysis.Motility;

/// <summary>
/// Mean square displacement: for a lag, the mean over all pairs of places that lie so many time points apart (overlapping pairs included)
/// of their squared distance. A random walk has 6·D·lag, a straight line (speed·lag)².
/// </summary>
internal sealed class DisplacementLags
{
    /// <summary>The lags, time points.</summary>
    public static readonly IReadOnlyList<int> Lags = [1, 2, 4, 8, 16, 32];

    /// <summary>The longest of them.</summary>
    public const int Longest = 32;

    private readonly Position[] _places = new Position[Longest + 1];
    private readonly int[] _times = new int[Longest + 1];
    private readonly double[] _sums = new double[Lags.Count];
    private readonly long[] _pairs = new long[Lags.Count];

    public DisplacementLags() => Array.Fill(_times, -1);

    /// <summary>One more place.</summary>
    /// <param name="t">Time point, 0 or more; larger than the one before.</param>
    /// <param name="place">µm.</param>
    public void Add(int t, Position place)
    {
        for (var i = 0; i < Lags.Count; i++)
        {
            var then = t - Lags[i];
            if (then < 0 || _times[then % _times.Length] != then)
                continue;
            var distance = place.DistanceTo(_places[then % _places.Length]);
            _sums[i] += distance * distance;
            _pairs[i]++;
        }

        (_places[t % _places.Length], _times[t % _times.Length]) = (place, t);
    }

    /// <summary>The mean of each lag, µm²; null where there is no pair.</summary>
    public double?[] Means()
    {
        var means = new double?[Lags.Count];
        for (var i = 0; i < means.Length; i++)
            means[i] = _pairs[i] > 0 ? _sums[i] / _pairs[i] : null;
        return means;
    }
}
