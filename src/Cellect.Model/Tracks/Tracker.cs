using Cellect.Model.Links;

namespace Cellect.Model.Tracks;

/// <summary>
/// Turns links into tracks with lineage. Its state is the newest frame's tracks and the next free number: memory does not grow with the
/// length of a session.
/// </summary>
public sealed class Tracker
{
    private TrackedCell[] _newest = [];
    private int _next = 1;

    /// <summary>Tracks begun so far.</summary>
    public int Tracks => _next - 1;

    /// <summary>Forgets everything: a new series begins.</summary>
    public void Reset()
    {
        _newest = [];
        _next = 1;
    }

    /// <summary>One frame more.</summary>
    /// <param name="links">One a cell; parents are indices of the frame before. At most two cells share a parent.</param>
    /// <returns>The cells in the order of <paramref name="links"/>, and the divisions among them.</returns>
    public (TrackedCell[] Cells, DivisionEvent[] Divisions) Advance(ReadOnlySpan<Link> links)
    {
        var children = Children(links);
        var cells = new TrackedCell[links.Length];
        var divisions = new List<DivisionEvent>();
        for (var i = 0; i < links.Length; i++)
        {
            var parent = links[i].Parent;
            cells[i] = parent < 0 ? Begin(-1, i, links[i])
                : children[parent].Second >= 0 ? Begin(_newest[parent].Track, i, links[i])
                : new TrackedCell(_newest[parent].Track, _newest[parent].Parent, i, links[i].Probability, links[i].Division);
        }

        for (var p = 0; p < children.Length; p++)
            if (children[p].Second >= 0)
                divisions.Add(new DivisionEvent(_newest[p].Track, children[p].First, children[p].Second,
                    MathF.Sqrt(links[children[p].First].Division * links[children[p].Second].Division)));
        _newest = cells;
        return (cells, [.. divisions]);
    }

    private (int First, int Second)[] Children(ReadOnlySpan<Link> links)
    {
        var children = new (int First, int Second)[_newest.Length];
        Array.Fill(children, (-1, -1));
        for (var i = 0; i < links.Length; i++)
        {
            var parent = links[i].Parent;
            if (parent < -1 || parent >= children.Length)
                throw new ArgumentException($"link {i} names parent {parent}; the frame before has {children.Length} cells", nameof(links));
            if (parent < 0)
                continue;
            if (children[parent].Second >= 0)
                throw new ArgumentException($"cell {parent} of the frame before has more than two successors, {i} among them; link at most two", nameof(links));
            children[parent] = children[parent].First < 0 ? (i, -1) : (children[parent].First, i);
        }

        return children;
    }

    private TrackedCell Begin(int mother, int detection, Link link) =>
        new(_next++, mother, detection, link.Probability, link.Division);
}
