namespace Cellect.Analysis.Interactions;

/// <summary>What is remembered of a cell that may be seen again.</summary>
/// <param name="population">Its channel.</param>
/// <param name="trail">Newest places that are kept.</param>
internal sealed class Sighting(int population, int trail)
{
    private readonly Seen[] _trail = new Seen[trail];
    private long _seen;

    private readonly record struct Seen(int T, double Seconds, Body Body);

    /// <summary>Its channel.</summary>
    public int Population => population;

    /// <summary>The cell where it was last seen.</summary>
    public Body Body { get; private set; }

    /// <summary>Newest time point in which it was seen.</summary>
    public int LastT { get; private set; }

    /// <summary>The same, s.</summary>
    public double LastSeconds { get; private set; }

    /// <summary>Time points of its population since then; 0: it is in the newest.</summary>
    public int Missed { get; set; }

    /// <summary>Ended by a division.</summary>
    public bool Divided { get; set; }

    /// <summary>The larger cell that has taken it; null: none.</summary>
    public Pair? Engulfer { get; set; }

    /// <summary>Larger and smaller cells that it touches, or did lately; in the order in which they met.</summary>
    public List<Pair> Pairs { get; } = [];

    /// <summary>How it stands to the larger ones.</summary>
    public BodyState State
    {
        get
        {
            if (Engulfer is not null)
                return BodyState.Engulfed;
            foreach (var pair in Pairs)
                if (pair.IsContact && pair.Small == this)
                    return BodyState.Contact;
            return BodyState.Free;
        }
    }

    /// <summary>One more time point in which it is seen.</summary>
    public void See(int t, double seconds, in Body body)
    {
        (Body, LastT, LastSeconds, Missed) = (body, t, seconds, 0);
        _trail[_seen++ % _trail.Length] = new Seen(t, seconds, body);
    }

    /// <summary>Its distances to another cell, from a time point on, where both were seen; in the order of time.</summary>
    public IEnumerable<(int T, double Seconds, double Distance)> DistancesTo(Sighting other, int firstT)
    {
        var (mine, theirs) = (Math.Max(0, _seen - _trail.Length), Math.Max(0, other._seen - other._trail.Length));
        while (mine < _seen && theirs < other._seen)
        {
            var (a, b) = (_trail[mine % _trail.Length], other._trail[theirs % other._trail.Length]);
            if (a.T == b.T && a.T >= firstT)
                yield return (a.T, a.Seconds, a.Body.DistanceTo(b.Body));
            (mine, theirs) = (a.T <= b.T ? mine + 1 : mine, b.T <= a.T ? theirs + 1 : theirs);
        }
    }
}
