using Cellect.Data.Csv;

namespace Cellect.Analysis.Graphs;

/// <summary>Sorts nodes by frame, joins them to their parents and checks what every graph promises.</summary>
internal sealed class GraphAssembler(int count, Func<int, string> where)
{
    /// <summary>More frames than any recording, and few enough to index them all.</summary>
    private const int MaxFrame = 10_000_000;

    private readonly int[] _frames = new int[count];
    private readonly double[] _positions = new double[3 * count];
    private readonly long[] _ids = new long[count];
    private readonly int[] _parents = new int[count];

    public void Set(int row, int t, double z, double y, double x, long id)
    {
        if (t is < 0 or > MaxFrame)
            throw Bad(row, $"t is {t}; frames count from 0 to {MaxFrame}");
        if (!double.IsFinite(z + y + x))
            throw Bad(row, $"position ({z}, {y}, {x}) is not finite");
        (_frames[row], _ids[row], _parents[row]) = (t, id, TrackGraph.None);
        (_positions[3 * row], _positions[3 * row + 1], _positions[3 * row + 2]) = (z, y, x);
    }

    public void Link(int child, int parent)
    {
        if (_frames[parent] >= _frames[child])
            throw Bad(child, $"its parent (id {_ids[parent]}) is in frame {_frames[parent]}, not before its own frame {_frames[child]}");
        _parents[child] = parent;
    }

    public InvalidInputException Bad(int row, string what) => new($"{where(row)}: {what}");

    public TrackGraph Build()
    {
        var rowOf = Enumerable.Range(0, count).OrderBy(row => _frames[row]).ToArray();
        var nodeOf = new int[count];
        for (var node = 0; node < count; node++)
            nodeOf[rowOf[node]] = node;
        var parents = Array.ConvertAll(rowOf, row => _parents[row] == TrackGraph.None ? TrackGraph.None : nodeOf[_parents[row]]);
        var (first, second) = Children(parents, rowOf);
        return new TrackGraph(
            Array.ConvertAll(rowOf, row => _frames[row]),
            Positions(rowOf),
            Array.ConvertAll(rowOf, row => _ids[row]),
            parents,
            first,
            second
        );
    }

    private (int[] First, int[] Second) Children(int[] parents, int[] rowOf)
    {
        var first = new int[count];
        var second = new int[count];
        Array.Fill(first, TrackGraph.None);
        Array.Fill(second, TrackGraph.None);
        for (var node = 0; node < count; node++)
        {
            var parent = parents[node];
            if (parent == TrackGraph.None)
                continue;
            if (first[parent] == TrackGraph.None)
                first[parent] = node;
            else if (second[parent] == TrackGraph.None)
                second[parent] = node;
            else
                throw Bad(
                    rowOf[node],
                    $"a third child of {_ids[rowOf[parent]]} in frame {_frames[rowOf[parent]]}; a cell divides into two"
                );
        }
        return (first, second);
    }

    private double[] Positions(int[] rowOf)
    {
        var positions = new double[_positions.Length];
        for (var node = 0; node < rowOf.Length; node++)
            _positions.AsSpan(3 * rowOf[node], 3).CopyTo(positions.AsSpan(3 * node));
        return positions;
    }
}
