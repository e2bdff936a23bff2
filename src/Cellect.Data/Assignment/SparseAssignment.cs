namespace Cellect.Data.Assignment;

/// <summary>
/// Optimal one-to-one assignment over a sparse list of allowed pairs: the least sum of the costs of the pairs taken and of
/// <c>unmatchedCost</c> for every element, left or right, that stays alone. Jonker and Volgenant's shortest augmenting paths,
/// one left element after the other; a path never leaves its connected component.
/// </summary>
internal sealed class SparseAssignment
{
    private const int None = -1;

    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _costs;
    private readonly int[] _columnOf;
    private readonly int[] _rowOf;
    private readonly double[] _rowPrice;
    private readonly double[] _columnPrice;
    private readonly double[] _distance;
    private readonly int[] _cameFrom;
    private readonly bool[] _settled;
    private readonly List<int> _reached = [];
    private readonly PriorityQueue<int, double> _queue = new();

    private SparseAssignment(int left, int right, IReadOnlyList<CandidatePair> pairs, double unmatchedCost)
    {
        _starts = new int[left + 1];
        foreach (var pair in pairs)
            _starts[pair.Left + 1]++;
        for (var i = 0; i < left; i++)
            _starts[i + 1] += _starts[i];
        (_columns, _costs) = (new int[pairs.Count], new double[pairs.Count]);
        var next = _starts.AsSpan(0, left).ToArray();
        foreach (var pair in pairs)
        {
            _columns[next[pair.Left]] = pair.Right;
            _costs[next[pair.Left]++] = pair.Cost - 2 * unmatchedCost;
        }
        (_columnOf, _rowOf) = (new int[left], new int[right]);
        (_rowPrice, _columnPrice) = (new double[left], new double[right]);
        (_distance, _cameFrom, _settled) = (new double[right], new int[right], new bool[right]);
        Array.Fill(_columnOf, None);
        Array.Fill(_rowOf, None);
        Array.Fill(_distance, double.PositiveInfinity);
    }

    /// <summary>For each left element its right one, or -1.</summary>
    public static int[] Solve(int left, int right, IReadOnlyList<CandidatePair> pairs, double unmatchedCost)
    {
        var problem = new SparseAssignment(left, right, pairs, unmatchedCost);
        for (var row = 0; row < left; row++)
            problem.Insert(row);
        return problem._columnOf;
    }

    /// <summary>The shortest way from a new row to a free column, or to a row that had better stay alone (at its price).</summary>
    private void Insert(int start)
    {
        _rowPrice[start] = 0;
        for (var e = _starts[start]; e < _starts[start + 1]; e++)
            _rowPrice[start] = Math.Min(_rowPrice[start], _costs[e] - _columnPrice[_columns[e]]);

        var (loner, best, freeColumn) = (start, -_rowPrice[start], None);
        Relax(start, 0);
        while (_queue.TryDequeue(out var column, out var distance) && distance < best)
        {
            if (_settled[column])
                continue;
            if (_rowOf[column] == None)
            {
                (freeColumn, best) = (column, distance);
                break;
            }
            _settled[column] = true;
            var row = _rowOf[column];
            if (distance - _rowPrice[row] < best)
                (loner, best) = (row, distance - _rowPrice[row]);
            Relax(row, distance);
        }
        Reprice(start, best);
        if (freeColumn == None && loner != start)
            freeColumn = Release(loner);
        if (freeColumn != None)
            Augment(start, freeColumn);
        Forget();
    }

    private void Relax(int row, double distance)
    {
        for (var e = _starts[row]; e < _starts[row + 1]; e++)
        {
            var column = _columns[e];
            var through = distance + Math.Max(0, _costs[e] - _rowPrice[row] - _columnPrice[column]);
            if (_settled[column] || through >= _distance[column])
                continue;
            if (double.IsPositiveInfinity(_distance[column]))
                _reached.Add(column);
            (_distance[column], _cameFrom[column]) = (through, row);
            _queue.Enqueue(column, through);
        }
    }

    private void Reprice(int start, double length)
    {
        _rowPrice[start] += length;
        foreach (var column in _reached)
        {
            if (!_settled[column] || _distance[column] >= length)
                continue;
            _rowPrice[_rowOf[column]] += length - _distance[column];
            _columnPrice[column] -= length - _distance[column];
        }
    }

    private int Release(int row)
    {
        var column = _columnOf[row];
        _columnOf[row] = None;
        return column;
    }

    private void Augment(int start, int column)
    {
        while (true)
        {
            var row = _cameFrom[column];
            var next = _columnOf[row];
            (_rowOf[column], _columnOf[row]) = (row, column);
            if (row == start)
                return;
            column = next;
        }
    }

    private void Forget()
    {
        foreach (var column in _reached)
            (_distance[column], _settled[column]) = (double.PositiveInfinity, false);
        _reached.Clear();
        _queue.Clear();
    }
}
