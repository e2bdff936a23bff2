using Cellect.Analysis.Graphs;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Clicks;

/// <summary>What a person who knows the truth would say of places in a result.</summary>
internal sealed class TruthScript
{
    // Frames by which a division may be told early or late.
    private const int Tolerance = 1;

    private readonly PointMatching _matching;
    private readonly IReadOnlyList<CellKey> _keys;
    private readonly Dictionary<CellKey, int> _nodeOf = [];

    /// <param name="truth">Every cell.</param>
    /// <param name="tracks">The result.</param>
    /// <param name="keys">The names of its cells, one a row.</param>
    /// <param name="options">How cells are matched; the frames that count are those of <paramref name="tracks"/>.</param>
    public TruthScript(TrackGraph truth, TrackSet tracks, IReadOnlyList<CellKey> keys, PointMatchOptions options)
    {
        _keys = keys;
        var result = Graph(tracks);
        (truth, result) = options.Cut(truth, result);
        _matching = PointMatching.Match(truth, result, options);
        for (var node = 0; node < result.NodeCount; node++)
            _nodeOf[keys[(int)result.Id(node)]] = node;
    }

    /// <summary>A result as a graph; the id of a node is its row.</summary>
    public static TrackGraph Graph(TrackSet tracks)
    {
        var origins = TrackEdges.Origins(tracks.Rows);
        return TrackGraph.FromNodes(
            tracks.Rows.Select((row, i) => new TrackNode(row.T, row.Cell.Z, row.Cell.Y, row.Cell.X, i, origins[i]))
        );
    }

    /// <summary>What is said of a place; null: the truth does not know.</summary>
    public TrackEdit? Say(ReviewItem item) =>
        !_nodeOf.TryGetValue(item.Cell, out var node) ? null
        : item.Kind == ReviewKind.Division ? OfDivision(node)
        : OfCell(node);

    private TrackEdit OfDivision(int mother)
    {
        var result = _matching.Result;
        var (first, second) = (result.FirstChild(mother), result.SecondChild(mother));
        if (DivisionDescent.Told(_matching, mother, Tolerance) >= 0)
            return new TrackEdit { Edit = EditKind.Accept, Cell = Key(mother) };
        // Who goes on is the one of the two that the mother is in the truth or, where none is, the first.
        var before = _matching.TruthOf(mother);
        var goesOn = before != TrackGraph.None && TrueOrigin(second) == before && TrueOrigin(first) != before ? second : first;
        return new TrackEdit
        {
            Edit = EditKind.Undivide,
            Cell = Key(mother),
            Daughters = [Key(goesOn)],
        };
    }

    private TrackEdit? OfCell(int node)
    {
        var (truth, result) = (_matching.Truth, _matching.Result);
        var cell = _matching.TruthOf(node);
        if (cell == TrackGraph.None)
            return new TrackEdit { Edit = EditKind.Delete, Cell = Key(node) };
        var origin = truth.Parent(cell);
        if (origin == TrackGraph.None)
            return new TrackEdit { Edit = result.Parent(node) == TrackGraph.None ? EditKind.Accept : EditKind.Unlink, Cell = Key(node) };
        var from = _matching.ResultOf(origin);
        if (from == TrackGraph.None)
            return result.Parent(node) == TrackGraph.None ? null : new TrackEdit { Edit = EditKind.Unlink, Cell = Key(node) };
        if (truth.Divides(origin) && Sister(origin, cell) is >= 0 and var sister && !result.Divides(from))
            return new TrackEdit
            {
                Edit = EditKind.Divide,
                Cell = Key(from),
                Daughters = [Key(node), Key(sister)],
            };
        return result.Parent(node) == from
            ? new TrackEdit { Edit = EditKind.Accept, Cell = Key(node) }
            : new TrackEdit
            {
                Edit = EditKind.Relink,
                Cell = Key(node),
                From = Key(from),
            };
    }

    private int TrueOrigin(int node) => _matching.TruthOf(node) is >= 0 and var cell ? _matching.Truth.Parent(cell) : TrackGraph.None;

    private int Sister(int mother, int daughter)
    {
        var truth = _matching.Truth;
        var other = truth.FirstChild(mother) == daughter ? truth.SecondChild(mother) : truth.FirstChild(mother);
        return _matching.ResultOf(other);
    }

    private CellKey Key(int node) => _keys[(int)_matching.Result.Id(node)];
}
