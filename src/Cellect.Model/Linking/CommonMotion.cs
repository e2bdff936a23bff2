namespace Cellect.Model.Linking;

/// <summary>
/// Where cells are expected to have come from, corrected by what the neighbours' expectations miss: neighbours move together, and the
/// network's way back falls short at strides that it was not trained on. The correction is the median, axis by axis, of the differences
/// between the neighbours' expected places and the origins with which they are mutually nearest.
/// </summary>
internal sealed class CommonMotion
{
    private const int LeastNeighbours = 3;

    private CommonMotion(int cells) =>
        (Expected, Correction, Spread, Support) = (new float[3 * cells], new float[cells], new float[cells], new float[cells]);

    /// <summary>[cell, axis] the corrected places.</summary>
    public float[] Expected { get; }

    /// <summary>[cell] length of the correction.</summary>
    public float[] Correction { get; }

    /// <summary>[cell] median distance of the neighbours' differences from their median.</summary>
    public float[] Spread { get; }

    /// <summary>[cell] share of neighbours that have a mutually nearest origin.</summary>
    public float[] Support { get; }

    /// <summary>Corrects expectations.</summary>
    /// <param name="expected">[cell, axis] what the network expects.</param>
    /// <param name="neighbours">Neighbours among the cells.</param>
    /// <param name="before">Tree over <paramref name="placesBefore"/>.</param>
    /// <param name="placesBefore">[origin, axis].</param>
    public static CommonMotion Of(float[] expected, Neighbourhood neighbours, KdTree before, float[] placesBefore)
    {
        var misses = Misses(expected, before, placesBefore);
        var result = new CommonMotion(expected.Length / 3);
        Span<float> values = stackalloc float[InterFrameFeatures.NeighboursNow],
            middle = stackalloc float[3];
        for (var cell = 0; cell < result.Spread.Length; cell++)
        {
            var near = neighbours.Of(cell);
            middle.Clear();
            var count = 0;
            for (var axis = 0; axis < 3; axis++)
            {
                count = 0;
                foreach (var n in near)
                    if (!float.IsNaN(misses[3 * n]))
                        values[count++] = misses[3 * n + axis];
                if (count < LeastNeighbours)
                    break;
                values[..count].Sort();
                middle[axis] = values[count / 2];
            }

            result.Fill(cell, expected, near, misses, count, middle);
        }

        return result;
    }

    private void Fill(int cell, float[] expected, ReadOnlySpan<int> near, float[] misses, int count, ReadOnlySpan<float> middle)
    {
        for (var axis = 0; axis < 3; axis++)
            Expected[3 * cell + axis] = expected[3 * cell + axis] + middle[axis];
        Support[cell] = near.Length == 0 ? 0 : count / (float)near.Length;
        if (count < LeastNeighbours)
            return;
        Correction[cell] = Length(middle[0], middle[1], middle[2]);
        Span<float> distances = stackalloc float[InterFrameFeatures.NeighboursNow];
        count = 0;
        foreach (var n in near)
            if (!float.IsNaN(misses[3 * n]))
                distances[count++] = Length(misses[3 * n] - middle[0], misses[3 * n + 1] - middle[1], misses[3 * n + 2] - middle[2]);
        distances[..count].Sort();
        Spread[cell] = distances[count / 2];
    }

    /// <summary>[cell, axis] from the expected place to the origin that is mutually nearest; not a number where there is none.</summary>
    private static float[] Misses(float[] expected, KdTree before, float[] placesBefore)
    {
        var tree = new KdTree(expected);
        Span<int> found = stackalloc int[1];
        Span<float> squares = stackalloc float[1];
        var cellOf = new int[before.Count];
        for (var origin = 0; origin < cellOf.Length; origin++)
            cellOf[origin] = tree.Nearest(placesBefore.AsSpan(3 * origin, 3), found, squares) > 0 ? found[0] : -1;
        var misses = new float[expected.Length];
        for (var cell = 0; cell < expected.Length / 3; cell++)
        {
            var mutual = before.Nearest(expected.AsSpan(3 * cell, 3), found, squares) > 0 && cellOf[found[0]] == cell;
            for (var axis = 0; axis < 3; axis++)
                misses[3 * cell + axis] = mutual ? placesBefore[3 * found[0] + axis] - expected[3 * cell + axis] : float.NaN;
        }

        return misses;
    }

    private static float Length(float z, float y, float x) => MathF.Sqrt(z * z + y * y + x * x);
}
