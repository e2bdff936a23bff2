using Cellect.Analysis.Finishing;
using Cellect.Data.Regions;

namespace Cellect.Analysis.Interactions;

/// <summary>
/// Contacts and engulfments between the cells of several populations, time point by time point. Of two populations the one whose cells were
/// smaller on average when both were first seen is the smaller one for good. What a time point costs depends on its cells alone; memory on
/// the tracks that may go on.
/// </summary>
/// <remarks>Cells near each other are found in a grid: O(cells) as long as no cell is larger than most distances.</remarks>
internal sealed class PopulationInteractions(InteractionOptions options)
{
    /// <summary>Time points after which a track that is gone has ended: more than a tracker remembers a missed cell.</summary>
    public const int KeepFrames = 20;

    /// <summary>Time points before and after an event whose distances are told.</summary>
    public const int CurveFrames = 20;

    private readonly Dictionary<int, Sighting> _sightings = [];
    private readonly Dictionary<(int, int), bool> _firstIsSmaller = [];
    private readonly SortedDictionary<int, long> _lost = [];
    private readonly List<CurveFollower> _followers = [];
    private readonly PlaceGrid _grid = new();
    private readonly List<int> _near = [];
    private readonly List<Interaction> _events = [];
    private readonly List<DistanceCurve> _curves = [];
    private readonly List<Sighting> _gone = [];

    // The place of a pair's trails must reach from before the event to when it is told.
    private readonly int _trail = CurveFrames + Math.Max(options.ContactFrames, options.EngulfedFrames) + 1;

    /// <summary>Tracks that may go on.</summary>
    public int Tracks => _sightings.Count;

    /// <summary>How a cell stands to the larger ones; null where it is not known.</summary>
    public BodyState? StateOf(int track) => _sightings.GetValueOrDefault(track)?.State;

    /// <summary>One more time point.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="seconds">The same, s since the first frame.</param>
    /// <param name="populations">Those that were seen, in the order of their channels.</param>
    /// <param name="divided">Whether a track that is gone has divided.</param>
    public InteractionFrame Advance(int t, double seconds, IReadOnlyList<PopulationBodies> populations, Func<int, bool>? divided = null)
    {
        _events.Clear();
        _curves.Clear();
        See(t, seconds, populations);
        Meet(populations);
        foreach (var population in populations)
        foreach (var body in population.Bodies)
            Look(_sightings[body.Track], t, seconds);
        Forget(t, divided);
        _events.Sort(static (a, b) => (a.Population, a.Track, a.Partner, a.Kind).CompareTo((b.Population, b.Track, b.Partner, b.Kind)));
        Follow(t, seconds);
        return new InteractionFrame(t, seconds, [.. _events], States(t, seconds, populations), [.. _curves]);
    }

    /// <summary>The series is over: distances around events that were not complete.</summary>
    public IReadOnlyList<DistanceCurve> Finish()
    {
        var rest = _followers.Select(follower => follower.Close()).ToArray();
        _followers.Clear();
        return rest;
    }

    private void See(int t, double seconds, IReadOnlyList<PopulationBodies> populations)
    {
        foreach (var sighting in _sightings.Values)
        foreach (var population in populations)
            if (population.Population == sighting.Population)
                sighting.Missed++;
        foreach (var population in populations)
        foreach (var body in population.Bodies)
        {
            if (!_sightings.TryGetValue(body.Track, out var sighting))
                _sightings.Add(body.Track, sighting = new Sighting(population.Population, _trail));
            sighting.See(t, seconds, body);
        }
    }

    private void Meet(IReadOnlyList<PopulationBodies> populations)
    {
        for (var first = 0; first < populations.Count; first++)
        for (var second = first + 1; second < populations.Count; second++)
        {
            var (a, b) = (populations[first], populations[second]);
            if (!FirstIsSmaller(a, b, out var isSmaller))
                continue;
            Meet(isSmaller ? a : b, isSmaller ? b : a);
        }
    }

    private bool FirstIsSmaller(PopulationBodies a, PopulationBodies b, out bool isSmaller)
    {
        if (_firstIsSmaller.TryGetValue((a.Population, b.Population), out isSmaller))
            return true;
        if (a.MeanRadius is not { } mine || b.MeanRadius is not { } theirs)
            return false;
        _firstIsSmaller[(a.Population, b.Population)] = isSmaller = mine < theirs;
        _lost.TryAdd(isSmaller ? a.Population : b.Population, 0);
        return true;
    }

    /// <summary>Begins to remember the pairs that touch now.</summary>
    private void Meet(PopulationBodies small, PopulationBodies large)
    {
        if (small.Bodies.Count == 0 || large.Bodies.Count == 0)
            return;
        _grid.Fill([.. small.Bodies.Select(body => new Place(body.Place.Z, body.Place.Y, body.Place.X))]);
        var most = small.Bodies.Max(body => body.Radius) + options.ContactMicrometres;
        foreach (var body in large.Bodies)
        {
            _grid.Within(new Place(body.Place.Z, body.Place.Y, body.Place.X), body.Radius + most, _near);
            _near.Sort();
            foreach (var i in _near)
                if (small.Bodies[i].DistanceTo(body) <= options.ContactMicrometres)
                    Remember(_sightings[small.Bodies[i].Track], _sightings[body.Track]);
        }
    }

    private static void Remember(Sighting small, Sighting large)
    {
        foreach (var known in small.Pairs)
            if (known.Large == large)
                return;
        var pair = new Pair(small, large);
        small.Pairs.Add(pair);
        large.Pairs.Add(pair);
    }

    private void Look(Sighting small, int t, double seconds)
    {
        for (var i = small.Pairs.Count - 1; i >= 0; i--)
        {
            var pair = small.Pairs[i];
            if (pair.Small != small || pair.Large.LastT != t)
                continue;
            pair.Look(t, seconds, options, _events);
            if (!pair.IsOver)
                continue;
            small.Pairs.RemoveAt(i);
            pair.Large.Pairs.Remove(pair);
        }
    }

    private void Forget(int t, Func<int, bool>? divided)
    {
        _gone.Clear();
        foreach (var sighting in _sightings.Values)
            if (sighting.Missed > KeepFrames || (sighting.Missed > 0 && divided?.Invoke(sighting.Body.Track) == true))
                _gone.Add(sighting);
        foreach (var gone in _gone)
        {
            if (gone.Missed > KeepFrames)
                Lose(gone, t);
            foreach (var pair in gone.Pairs)
            {
                pair.End();
                (pair.Small == gone ? pair.Large : pair.Small).Pairs.Remove(pair);
            }

            _sightings.Remove(gone.Body.Track);
            for (var i = _followers.Count - 1; i >= 0; i--)
                if (_followers[i].Follows(gone))
                {
                    _curves.Add(_followers[i].Close());
                    _followers.RemoveAt(i);
                }
        }
    }

    private void Lose(Sighting gone, int t)
    {
        if (!_lost.TryGetValue(gone.Population, out var lost))
            return;
        _lost[gone.Population] = lost + 1;
        var pair = gone.Engulfer ?? gone.Pairs.FirstOrDefault(pair => pair.IsContact && pair.Small == gone);
        _events.Add(
            new Interaction(
                gone.LastT,
                gone.LastSeconds,
                InteractionKind.Lost,
                gone.Population,
                gone.Body.Track,
                pair?.Large.Population,
                pair?.Large.Body.Track,
                gone.Body.Place,
                null,
                t
            )
        );
    }

    private void Follow(int t, double seconds)
    {
        for (var i = _followers.Count - 1; i >= 0; i--)
        {
            if (t <= _followers[i].T + CurveFrames)
                _followers[i].Look(t, seconds);
            if (t < _followers[i].T + CurveFrames)
                continue;
            _curves.Add(_followers[i].Close());
            _followers.RemoveAt(i);
        }

        foreach (var begun in _events)
            if (begun is { Kind: InteractionKind.Contact or InteractionKind.Engulfed, Partner: { } partner })
                _followers.Add(new CurveFollower(begun, _sightings[begun.Track], _sightings[partner], begun.T - CurveFrames));
        _curves.Sort(static (a, b) => (a.Event.T, a.Event.Track, a.Event.Kind).CompareTo((b.Event.T, b.Event.Track, b.Event.Kind)));
    }

    private List<StateCounts> States(int t, double seconds, IReadOnlyList<PopulationBodies> populations)
    {
        var states = new List<StateCounts>();
        foreach (var population in populations)
            if (_lost.TryGetValue(population.Population, out var lost))
            {
                var counts = new int[3];
                foreach (var body in population.Bodies)
                    counts[(int)_sightings[body.Track].State]++;
                states.Add(new StateCounts(population.Population, t, seconds, counts[0], counts[1], counts[2], lost));
            }

        return states;
    }
}
