namespace Cellect.Triggers.WhatIf;

/// <summary>Which firings are labelled divisions: one to one, nearest first, both daughters near enough, at most a time point
/// apart.</summary>
internal sealed class DivisionMatch
{
    private const int Tolerance = 1;

    private readonly Dictionary<int, int> _truthOf = [];
    private readonly IReadOnlyList<TrueDivision> _truth;
    private readonly IReadOnlyList<Firing> _firings;

    /// <param name="truth">Labelled divisions.</param>
    /// <param name="firings">Firings, divisions or not; a firing that is no division is nobody's match.</param>
    /// <param name="maxDistance">Farthest that a daughter may be from its label, µm.</param>
    public DivisionMatch(IReadOnlyList<TrueDivision> truth, IReadOnlyList<Firing> firings, double maxDistance)
    {
        (_truth, _firings) = (truth, firings);
        var taken = new HashSet<int>();
        foreach (var (firing, label, _) in Pairs(maxDistance).OrderBy(pair => pair.Distance).ThenBy(pair => pair.Firing))
            if (!_truthOf.ContainsKey(firing) && taken.Add(label))
                _truthOf.Add(firing, label);
    }

    /// <summary>Labelled divisions that fired.</summary>
    public int Right => _truthOf.Count;

    /// <summary>Share of the firings that are labelled divisions; null where there are none.</summary>
    public double? Precision => _firings.Count == 0 ? null : (double)Right / _firings.Count;

    /// <summary>Share of the labelled divisions that fired; null where there are none.</summary>
    public double? Recall => _truth.Count == 0 ? null : (double)Right / _truth.Count;

    /// <summary>Volumes from the daughters' first appearance to the firing, of each right firing in the order of time.</summary>
    public IReadOnlyList<int> Delays => [.. _truthOf.OrderBy(pair => pair.Key).Select(pair => _firings[pair.Key].T - _truth[pair.Value].T)];

    /// <summary>The label that a firing is, or null.</summary>
    public TrueDivision? TruthOf(int firing) => _truthOf.TryGetValue(firing, out var label) ? _truth[label] : null;

    private IEnumerable<(int Firing, int Label, double Distance)> Pairs(double maxDistance)
    {
        var byTime = Enumerable.Range(0, _truth.Count).ToLookup(i => _truth[i].T);
        for (var i = 0; i < _firings.Count; i++)
            if (_firings[i].Daughters.Count == 2)
                for (var t = _firings[i].EventT - Tolerance; t <= _firings[i].EventT + Tolerance; t++)
                    foreach (var label in byTime[t])
                        if (_truth[label].DistanceTo(_firings[i].Daughters) is var distance && distance <= maxDistance)
                            yield return (i, label, distance);
    }
}
