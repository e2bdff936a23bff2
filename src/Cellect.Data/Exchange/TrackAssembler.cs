using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Data.Exchange;

/// <summary>
/// Tracks from cells and links: a track is a stretch without a branch, a cell with two successors divides. A stretch keeps what the file
/// called it where nothing else is called so.
/// </summary>
internal sealed class TrackAssembler
{
    private readonly IReadOnlyList<ReadCell> _cells;
    private readonly Func<int, string> _name;
    private readonly int[] _origins;
    private readonly int[] _children;

    /// <param name="cells">In any order.</param>
    /// <param name="name">What to call a cell in a message.</param>
    public TrackAssembler(IReadOnlyList<ReadCell> cells, Func<int, string> name)
    {
        (_cells, _name) = (cells, name);
        _origins = new int[cells.Count];
        _children = new int[cells.Count];
        Array.Fill(_origins, TrackEdges.None);
        for (var i = 0; i < cells.Count; i++)
            Check(i);
    }

    /// <summary>Joins two cells; the order in which they are named does not matter.</summary>
    /// <exception cref="InvalidInputException">A cell with two origins, three successors, or a link within a time point.</exception>
    public void Link(int one, int other)
    {
        var (source, target) = _cells[one].T <= _cells[other].T ? (one, other) : (other, one);
        if (_cells[source].T == _cells[target].T)
            throw new InvalidInputException(
                $"{_name(source)} and {_name(target)} are linked, both in time point {_cells[source].T}; links join different ones"
            );
        if (_origins[target] != TrackEdges.None)
            throw new InvalidInputException(
                $"{_name(target)} has two origins, {_name(_origins[target])} and {_name(source)}; cells do not merge here: keep one link"
            );
        if (++_children[source] > 2)
            throw new InvalidInputException($"{_name(source)} has a third successor, {_name(target)}; a cell divides into two");
        _origins[target] = source;
    }

    /// <summary>The cells in the order of time, those of a time point in the order in which they were given.</summary>
    public TrackRow[] Build()
    {
        var order = Enumerable.Range(0, _cells.Count).OrderBy(i => _cells[i].T).ToArray();
        var begins = order.Where(Begins).ToArray();
        var ids = Name(begins);
        var parents = new int[_cells.Count];
        var rows = new TrackRow[order.Length];
        for (var row = 0; row < order.Length; row++)
        {
            var i = order[row];
            var origin = _origins[i];
            if (Begins(i))
                parents[i] = origin == TrackEdges.None ? -1 : ids[origin];
            else
                (ids[i], parents[i]) = (ids[origin], parents[origin]);
            var cell = _cells[i];
            rows[row] = new TrackRow(
                cell.T,
                new TrackedCell(ids[i], parents[i], cell.Z, cell.Y, cell.X, cell.Radius, cell.Score, cell.Division, cell.Link)
            );
        }

        return rows;
    }

    private bool Begins(int i) => _origins[i] == TrackEdges.None || _children[_origins[i]] > 1;

    /// <summary>Ids for the cells that begin a track; all others get theirs from these.</summary>
    private int[] Name(int[] begins)
    {
        var ids = new int[_cells.Count];
        var taken = new HashSet<int>();
        foreach (var i in begins)
            if (_cells[i].Track > 0 && taken.Add(_cells[i].Track))
                ids[i] = _cells[i].Track;
        var next = _cells.Count == 0 ? 0 : _cells.Max(cell => cell.Track);
        foreach (var i in begins)
            if (ids[i] == 0)
                ids[i] = ++next;
        return ids;
    }

    private void Check(int i)
    {
        var cell = _cells[i];
        if (cell.T < 0)
            throw new InvalidInputException($"{_name(i)}: time point {cell.T}; they count from 0");
        if (!float.IsFinite(cell.Z) || !float.IsFinite(cell.Y) || !float.IsFinite(cell.X))
            throw new InvalidInputException($"{_name(i)}: its place {cell.Z}, {cell.Y}, {cell.X} is not three finite numbers");
        if (!float.IsFinite(cell.Radius) || cell.Radius < 0)
            throw new InvalidInputException($"{_name(i)}: its radius {cell.Radius} is not a number from 0");
    }
}
