using Cellect.Model.Linking;

namespace Cellect.Model.Tracks;

/// <summary>
/// Turns links into tracks with lineage. Its state is the newest frame's tracks, those of remembered cells and the next free number:
/// memory does not grow with the length of a session.
/// </summary>
public sealed class Tracker
{
    private readonly TrackNumbers _numbers;

    // What links may name as parents: the newest frame's cells, then the remembered ones.
    private LinkedCell[] _origins = [];

    /// <summary>A tracker of its own.</summary>
    public Tracker()
        : this(new TrackNumbers()) { }

    /// <param name="numbers">Where its ids come from.</param>
    internal Tracker(TrackNumbers numbers) => _numbers = numbers;

    /// <summary>Tracks begun so far, those of others that share the ids included.</summary>
    public int Tracks => _numbers.Given;

    /// <summary>Tracks whose cells were not found in the newest frame but may go on.</summary>
    internal int[] Remembered { get; private set; } = [];

    /// <summary>What the next frame's links may name as parents; a new list for each frame.</summary>
    internal IReadOnlyList<LinkedCell> Origins => _origins;

    /// <summary>Goes on where another process stopped.</summary>
    /// <param name="origins">What the next frame's links may name as parents: its newest frame's cells, then the remembered ones.</param>
    /// <param name="newest">How many are of the newest frame.</param>
    /// <param name="next">Next free track id.</param>
    internal void Resume(IReadOnlyList<LinkedCell> origins, int newest, int next)
    {
        _origins = [.. origins];
        _numbers.From(next);
        Remembered = [.. origins.Skip(newest).Select(cell => cell.Track)];
    }

    /// <summary>Forgets everything: a new series begins.</summary>
    public void Reset()
    {
        (_origins, Remembered) = ([], []);
        _numbers.Reset();
    }

    /// <summary>One frame more.</summary>
    /// <param name="links">One a cell; parents are indices of the frame before and, beyond its cells, of those remembered. At most two
    /// cells share a parent.</param>
    /// <param name="remembered">Parents that nothing has continued but later frames may: they follow the cells of this frame as parents for
    /// the next.</param>
    /// <returns>The cells in the order of <paramref name="links"/>, and the divisions among them.</returns>
    public (LinkedCell[] Cells, DivisionEvent[] Divisions) Advance(ReadOnlySpan<Link> links, ReadOnlySpan<int> remembered = default)
    {
        var children = Children(links);
        var cells = new LinkedCell[links.Length];
        var divisions = new List<DivisionEvent>();
        for (var i = 0; i < links.Length; i++)
        {
            var parent = links[i].Parent;
            cells[i] =
                parent < 0 ? Begin(-1, i, links[i])
                : children[parent].Second >= 0 ? Begin(_origins[parent].Track, i, links[i])
                : new LinkedCell(_origins[parent].Track, _origins[parent].Parent, i, links[i].Probability, links[i].Division);
        }

        for (var p = 0; p < children.Length; p++)
            if (children[p].Second >= 0)
                divisions.Add(
                    new DivisionEvent(
                        _origins[p].Track,
                        children[p].First,
                        children[p].Second,
                        MathF.Sqrt(links[children[p].First].Division * links[children[p].Second].Division)
                    )
                );
        var kept = Kept(remembered);
        _origins = [.. cells, .. kept];
        Remembered = Array.ConvertAll(kept, cell => cell.Track);
        return (cells, [.. divisions]);
    }

    private LinkedCell[] Kept(ReadOnlySpan<int> remembered)
    {
        var result = new LinkedCell[remembered.Length];
        for (var k = 0; k < result.Length; k++)
            result[k] = _origins[remembered[k]];
        return result;
    }

    private (int First, int Second)[] Children(ReadOnlySpan<Link> links)
    {
        var children = new (int First, int Second)[_origins.Length];
        Array.Fill(children, (-1, -1));
        for (var i = 0; i < links.Length; i++)
        {
            var parent = links[i].Parent;
            if (parent < -1 || parent >= children.Length)
                throw new ArgumentException($"link {i} names parent {parent}; there are {children.Length} to choose from", nameof(links));
            if (parent < 0)
                continue;
            if (children[parent].Second >= 0)
                throw new ArgumentException(
                    $"cell {parent} of the frame before has more than two successors, {i} among them; link at most two",
                    nameof(links)
                );
            children[parent] = children[parent].First < 0 ? (i, -1) : (children[parent].First, i);
        }

        return children;
    }

    private LinkedCell Begin(int mother, int detection, Link link) =>
        new(_numbers.Take(), mother, detection, link.Probability, link.Division);
}
