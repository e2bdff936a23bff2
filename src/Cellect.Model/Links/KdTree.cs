namespace Cellect.Model.Links;

/// <summary>
/// A balanced k-d tree over points in three dimensions: built in n log n, the k nearest of a place in about log n.
/// </summary>
internal sealed class KdTree
{
    private readonly float[] _points;
    private readonly int[] _order;

    /// <param name="points">Three coordinates a point; all axes in the same unit.</param>
    public KdTree(float[] points)
    {
        _points = points;
        _order = new int[points.Length / 3];
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        Build(0, _order.Length, 0);
    }

    /// <summary>Points in the tree.</summary>
    public int Count => _order.Length;

    /// <summary>
    /// The nearest points of a place, nearest first.
    /// </summary>
    /// <param name="place">Three coordinates.</param>
    /// <param name="indices">Receives the points; its length is the number asked for.</param>
    /// <param name="squares">Receives the squared distances; as long as <paramref name="indices"/>.</param>
    /// <returns>How many there are: fewer than asked for only when the tree is smaller.</returns>
    public int Nearest(ReadOnlySpan<float> place, Span<int> indices, Span<float> squares)
    {
        var found = 0;
        Search(0, _order.Length, 0, place, indices, squares, ref found);
        return found;
    }

    private void Build(int from, int to, int axis)
    {
        if (to - from < 2)
            return;
        var middle = (from + to) / 2;
        Select(from, to - 1, middle, axis);
        Build(from, middle, (axis + 1) % 3);
        Build(middle + 1, to, (axis + 1) % 3);
    }

    /// <summary>Quickselect: the element that belongs at <paramref name="middle"/>, smaller ones before it.</summary>
    private void Select(int from, int to, int middle, int axis)
    {
        while (from < to)
        {
            var pivot = Coordinate(_order[(from + to) / 2], axis);
            int i = from, j = to;
            while (i <= j)
            {
                while (Coordinate(_order[i], axis) < pivot) i++;
                while (Coordinate(_order[j], axis) > pivot) j--;
                if (i <= j)
                {
                    (_order[i], _order[j]) = (_order[j], _order[i]);
                    i++;
                    j--;
                }
            }

            if (middle <= j) to = j;
            else if (middle >= i) from = i;
            else return;
        }
    }

    private void Search(int from, int to, int axis, ReadOnlySpan<float> place, Span<int> indices, Span<float> squares, ref int found)
    {
        if (from >= to)
            return;
        var middle = (from + to) / 2;
        Offer(_order[middle], place, indices, squares, ref found);
        var beyond = place[axis] - Coordinate(_order[middle], axis);
        var next = (axis + 1) % 3;
        var (nearFrom, nearTo, farFrom, farTo) = beyond < 0 ? (from, middle, middle + 1, to) : (middle + 1, to, from, middle);
        Search(nearFrom, nearTo, next, place, indices, squares, ref found);
        if (found < indices.Length || beyond * beyond < squares[found - 1])
            Search(farFrom, farTo, next, place, indices, squares, ref found);
    }

    private void Offer(int point, ReadOnlySpan<float> place, Span<int> indices, Span<float> squares, ref int found)
    {
        float dz = Coordinate(point, 0) - place[0], dy = Coordinate(point, 1) - place[1], dx = Coordinate(point, 2) - place[2];
        var square = dz * dz + dy * dy + dx * dx;
        if (found == indices.Length && square >= squares[found - 1])
            return;
        var at = found < indices.Length ? found++ : found - 1;
        while (at > 0 && squares[at - 1] > square)
        {
            (squares[at], indices[at]) = (squares[at - 1], indices[at - 1]);
            at--;
        }

        (squares[at], indices[at]) = (square, point);
    }

    private float Coordinate(int point, int axis) => _points[3 * point + axis];
}
