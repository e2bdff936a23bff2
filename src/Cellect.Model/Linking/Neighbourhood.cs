namespace Cellect.Model.Linking;

/// <summary>For each point its nearest others.</summary>
internal sealed class Neighbourhood
{
    private readonly int[] _index;
    private readonly int _count;

    /// <param name="tree">Over <paramref name="places"/>.</param>
    /// <param name="places">Three coordinates a point.</param>
    /// <param name="count">Neighbours of a point.</param>
    public Neighbourhood(KdTree tree, float[] places, int count)
    {
        _count = count;
        _index = new int[places.Length / 3 * count];
        Array.Fill(_index, -1);
        Span<int> found = stackalloc int[count + 1];
        Span<float> squares = stackalloc float[count + 1];
        for (var point = 0; point < places.Length / 3; point++)
        {
            var near = tree.Nearest(places.AsSpan(3 * point, 3), found, squares);
            var rank = 0;
            for (var k = 0; k < near && rank < count; k++)
                if (found[k] != point)
                    _index[point * count + rank++] = found[k];
        }
    }

    /// <summary>The neighbours of a point, nearest first.</summary>
    public ReadOnlySpan<int> Of(int point)
    {
        var row = _index.AsSpan(point * _count, _count);
        var end = row.IndexOf(-1);
        return end < 0 ? row : row[..end];
    }
}
