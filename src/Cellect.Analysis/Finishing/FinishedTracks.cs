namespace Cellect.Analysis.Finishing;

/// <summary>What became of every track.</summary>
internal sealed class FinishedTracks
{
    // Where cells run faster than their own distance, motion says little, and the probabilities themselves are mostly low: then even the
    // high ones are wrong too often (docs/notebook/clicks.md), and only what is nearly certain is joined.
    private const int FewestJoins = 20;
    private const double UsualProbability = 0.75,
        NearlyCertain = 0.99;

    private readonly TrackParts _parts;
    private readonly Dictionary<int, int> _into = [];
    private readonly Dictionary<int, int> _parents = [];
    private readonly HashSet<int> _dropped = [];
    private readonly List<TrackChange> _changes;

    internal FinishedTracks(TrackLedger ledger, List<TrackChange> changes, FinishOptions options)
    {
        _changes = [.. Believed(changes).OrderBy(change => change.T)];
        _parts = new TrackParts(ledger.Tracks.Keys);
        foreach (var change in _changes.Where(change => change.Kind == ChangeKind.Divided))
            Divide(ledger, change);
        foreach (var change in _changes)
            if (change.Kind == ChangeKind.Joined)
                _into[change.Track] = _parts.At(change.Into, change.T);
            else if (change.Kind == ChangeKind.Daughter)
                _parents[change.Track] = _parts.At(change.Into, change.T);
        Drop(ledger, options);
    }

    private static IEnumerable<TrackChange> Believed(List<TrackChange> changes)
    {
        var joins = changes.Where(change => change.Kind != ChangeKind.Divided).ToArray();
        return joins.Length >= FewestJoins && joins.Average(join => join.Probability) < UsualProbability
            ? changes.Where(change => change.Kind == ChangeKind.Divided || change.Probability >= NearlyCertain)
            : changes;
    }

    private void Divide(TrackLedger ledger, TrackChange change)
    {
        var mother = _parts.At(change.Into, change.T - 1);
        var daughter = _parts.Cut(change.Into, change.T);
        ledger.Divide(mother, change.T, daughter, change.Track, change.Probability);
        _parents[daughter] = _parents[change.Track] = mother;
    }

    /// <summary>The changes, in the order of time.</summary>
    public IReadOnlyList<TrackChange> Changes => [.. _changes.OrderBy(change => change.T).ThenBy(change => change.Track)];

    /// <summary>Whether the track was no cell.</summary>
    /// <param name="track">The track as it was.</param>
    /// <param name="t">A time point of it.</param>
    public bool IsDropped(int track, int t) => _dropped.Contains(Id(track, t));

    /// <summary>The id that a track has now.</summary>
    /// <param name="track">The track as it was.</param>
    /// <param name="t">A time point of it.</param>
    public int Id(int track, int t) => Whole(_parts.At(track, t));

    /// <summary>The mother that a track has now; -1: none. Of a track that continues another it says nothing.</summary>
    /// <param name="track">The track as it was.</param>
    /// <param name="parent">Its mother as it was.</param>
    /// <param name="t">Its first time point.</param>
    public int Parent(int track, int parent, int t) => Mother(_parts.At(track, t), parent, t);

    private int Mother(int part, int parent, int t) =>
        _parents.TryGetValue(part, out var mother) ? Whole(mother)
        : parent >= 0 ? Whole(_parts.At(parent, t))
        : -1;

    private int Whole(int part)
    {
        while (_into.TryGetValue(part, out var into))
            part = into;
        return part;
    }

    /// <summary>What is no cell goes, a daughter as well: her sister then goes on as the mother.</summary>
    private void Drop(TrackLedger ledger, FinishOptions options)
    {
        var belief = new Belief(ledger);
        var kept = options.Fixed.Tracks.SelectMany(_parts.Of).Select(Whole).ToHashSet();
        var whole = Wholes(ledger);
        var daughters = whole
            .Where(track => track.Value.Parent >= 0)
            .GroupBy(track => track.Value.Parent)
            .ToDictionary(family => family.Key, family => family.Select(track => track.Key).ToArray());
        foreach (var (id, track) in whole)
        {
            if (track.Children > 0 || _dropped.Contains(id) || kept.Contains(id))
                continue;
            var odds = belief.LogOdds(track);
            var isSingle = track.Parent < 0;
            if (odds >= 0 && !(isSingle && track.Count < options.MinFrames && track.Last < ledger.LastT))
                continue;
            var sister = isSingle ? -1 : Array.Find(daughters[track.Parent], other => other != id && !_dropped.Contains(other));
            if (!isSingle && sister <= 0)
                continue;
            _dropped.Add(id);
            _changes.Add(new TrackChange(ChangeKind.Dropped, track.First, id, -1, Belief.Probability(-odds)));
            if (isSingle)
                continue;
            _into[sister] = track.Parent;
            _changes.Add(new TrackChange(ChangeKind.Undivided, whole[sister].First, sister, track.Parent, Belief.Probability(-odds)));
        }
    }

    /// <summary>The tracks with all their parts, by their new ids.</summary>
    private Dictionary<int, TrackLedger.Entry> Wholes(TrackLedger ledger)
    {
        var whole = new Dictionary<int, TrackLedger.Entry>();
        foreach (var (track, part) in ledger.Tracks)
        {
            var id = Whole(track);
            if (!whole.TryGetValue(id, out var sum))
                whole[id] = sum = new TrackLedger.Entry { First = int.MaxValue, Last = -1 };
            if (part.First < sum.First)
                (sum.First, sum.Parent, sum.Division) = (part.First, Mother(track, part.Parent, part.First), part.Division);
            if (part.Last > sum.Last)
                (sum.Last, sum.IsAtBorder) = (part.Last, part.IsAtBorder);
            (sum.Count, sum.Scores) = (sum.Count + part.Count, sum.Scores + part.Scores);
        }

        foreach (var track in whole.Values)
            if (whole.TryGetValue(track.Parent, out var mother))
                mother.Children++;
        return whole;
    }
}
