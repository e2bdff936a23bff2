namespace Cellect.Model.Linking;

/// <summary>
/// A balanced k-d tree over points in three dimensions: built in n log n, the k nearest of a place in about log n.
/// </summary>
internal sealed class KdTree
{
    private readonly float[] _points;
    private readonly int[] _order;

    // The points as the tree orders them: a search then walks through memory instead of leaping.
    private readonly float[] _sorted;

    /// <param name="points">Three coordinates a point; all axes in the same unit.</param>
    public KdTree(float[] points)
    {
        _points = points;
        _order = new int[points.Length / 3];
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        Build(0, _order.Length, 0);
        _sorted = new float[points.Length / 3 * 3];
        for (var i = 0; i < _order.Length; i++)
            points.AsSpan(3 * _order[i], 3).CopyTo(_sorted.AsSpan(3 * i));
    }

    /// <summary>Points in the tree.</summary>
    public int Count => _order.Length;

    /// <summary>
    /// The nearest points of a place, nearest first.
    /// </summary>
    /// <param name="place">Three coordinates.</param>
    /// <param name="indices">Receives the points; its length is the number asked for.</param>
    /// <param name="squares">Receives the squared distances; as long as <paramref name="indices"/>.</param>
    /// <param name="farthest">Points at this distance and beyond are not wanted.</param>
    /// <returns>How many there are: fewer than asked for when no more are in the tree, or near enough.</returns>
    public int Nearest(ReadOnlySpan<float> place, Span<int> indices, Span<float> squares, float farthest = float.PositiveInfinity)
    {
        var search = new Search(_sorted, _order, place, indices, squares, farthest * farthest);
        search.Visit(0, _order.Length, 0);
        return search.Found;
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
            int i = from,
                j = to;
            while (i <= j)
            {
                while (Coordinate(_order[i], axis) < pivot)
                    i++;
                while (Coordinate(_order[j], axis) > pivot)
                    j--;
                if (i <= j)
                {
                    (_order[i], _order[j]) = (_order[j], _order[i]);
                    i++;
                    j--;
                }
            }

            if (middle <= j)
                to = j;
            else if (middle >= i)
                from = i;
            else
                return;
        }
    }

    private float Coordinate(int point, int axis) => _points[3 * point + axis];

    /// <summary>One question to the tree.</summary>
    private ref struct Search(
        float[] sorted,
        int[] order,
        ReadOnlySpan<float> place,
        Span<int> indices,
        Span<float> squares,
        float farthestSquare
    )
    {
        private readonly ReadOnlySpan<float> _place = place;
        private readonly Span<int> _indices = indices;
        private readonly Span<float> _squares = squares;

        // Squared distance from which a point is of no use any more.
        private float _worst = farthestSquare;

        public int Found { get; private set; }

        public void Visit(int from, int to, int axis)
        {
            while (from < to)
            {
                var middle = (from + to) / 2;
                Offer(middle);
                var beyond = _place[axis] - sorted[3 * middle + axis];
                axis = axis == 2 ? 0 : axis + 1;
                var (nearFrom, nearTo) = beyond < 0 ? (from, middle) : (middle + 1, to);
                Visit(nearFrom, nearTo, axis);
                if (!(beyond * beyond < _worst))
                    return;
                (from, to) = beyond < 0 ? (middle + 1, to) : (from, middle);
            }
        }

        private void Offer(int node)
        {
            var point = sorted.AsSpan(3 * node, 3);
            float dz = point[0] - _place[0],
                dy = point[1] - _place[1],
                dx = point[2] - _place[2];
            var square = dz * dz + dy * dy + dx * dx;
            if (!(square < _worst))
                return;
            var at = Found < _indices.Length ? Found++ : Found - 1;
            while (at > 0 && _squares[at - 1] > square)
            {
                (_squares[at], _indices[at]) = (_squares[at - 1], _indices[at - 1]);
                at--;
            }

            (_squares[at], _indices[at]) = (square, order[node]);
            if (Found == _indices.Length)
                _worst = _squares[Found - 1];
        }
    }
}
