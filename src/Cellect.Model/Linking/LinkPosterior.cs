namespace Cellect.Model.Linking;

/// <summary>
/// Probability of each link when all cells compete for the origins: an origin has one successor, or two that are likely daughters. The
/// inter-frame network judges each cell on its own; here messages pass between cells and origins until they agree (belief propagation for
/// data association: Williams and Lau, IEEE Trans.
/// Aerosp. Electron. Syst. 50, 2942, 2014; the pair of daughters is added). The cost is linear in the candidates.
/// </summary>
internal static class LinkPosterior
{
    private const int Rounds = 6;
    private const float Least = 1e-6f;

    /// <summary>[cell, candidate + none] probabilities, summing to 1.</summary>
    /// <param name="features">Candidates.</param>
    /// <param name="origin">[cell, candidate + none] what the inter-frame network says.</param>
    /// <param name="pairs">Possible divisions.</param>
    /// <param name="divisions">[pair] what the division network says.</param>
    /// <param name="newCellOdds">As in <see cref="LinkerOptions.NewCellOdds"/>.</param>
    public static float[] Of(
        InterFrameFeatures features,
        float[] origin,
        IReadOnlyList<DivisionFeatures.Pair> pairs,
        float[] divisions,
        float newCellOdds
    )
    {
        var (candidates, index) = (features.Candidates, features.Index);
        var weight = Weights(features, origin, newCellOdds);
        var twins = Twins(features, pairs, divisions);
        var (fromCell, fromOrigin) = (new float[index.Length], new float[index.Length]);
        var (sum, both) = (new float[Origins(index)], new float[Origins(index)]);
        Array.Fill(fromOrigin, 1);
        for (var round = 0; round < Rounds; round++)
        {
            FromCells(weight, fromOrigin, fromCell, candidates);
            Total(index, fromCell, twins, sum, both);
            FromOrigins(index, fromCell, twins, sum, both, fromOrigin);
        }

        return Normalise(weight, fromOrigin, candidates);
    }

    /// <summary>Two candidates that may share their origin.</summary>
    private readonly record struct Twin(int First, int Second, int Mother, float Odds);

    private static float[] Weights(InterFrameFeatures features, float[] origin, float newCellOdds)
    {
        var candidates = features.Candidates;
        var weight = new float[features.Index.Length];
        for (var at = 0; at < weight.Length; at++)
            if (features.Index[at] >= 0)
                weight[at] =
                    origin[at / candidates * (candidates + 1) + at % candidates]
                    / (newCellOdds * (origin[at / candidates * (candidates + 1) + candidates] + Least));
        return weight;
    }

    private static Twin[] Twins(InterFrameFeatures features, IReadOnlyList<DivisionFeatures.Pair> pairs, float[] divisions)
    {
        var twins = new Twin[pairs.Count];
        for (var i = 0; i < twins.Length; i++)
        {
            var (mother, first, second) = pairs[i];
            twins[i] = new Twin(
                At(features, first, mother),
                At(features, second, mother),
                mother,
                divisions[i] / (1 - divisions[i] + Least)
            );
        }

        return twins;
    }

    private static int At(InterFrameFeatures features, int cell, int mother) =>
        cell * features.Candidates + features.Index.AsSpan(cell * features.Candidates, features.Candidates).IndexOf(mother);

    private static int Origins(int[] index)
    {
        var most = -1;
        foreach (var origin in index)
            most = Math.Max(most, origin);
        return most + 1;
    }

    private static void FromCells(float[] weight, float[] fromOrigin, float[] fromCell, int candidates)
    {
        for (var first = 0; first < weight.Length; first += candidates)
        {
            var all = 1f;
            for (var at = first; at < first + candidates; at++)
                all += weight[at] * fromOrigin[at];
            for (var at = first; at < first + candidates; at++)
                fromCell[at] = weight[at] / MathF.Max(all - weight[at] * fromOrigin[at], 1);
        }
    }

    private static void Total(int[] index, float[] fromCell, Twin[] twins, float[] sum, float[] both)
    {
        Array.Fill(sum, 1);
        Array.Clear(both);
        for (var at = 0; at < index.Length; at++)
            if (index[at] >= 0)
                sum[index[at]] += fromCell[at];
        foreach (var twin in twins)
            both[twin.Mother] += twin.Odds * fromCell[twin.First] * fromCell[twin.Second];
    }

    /// <summary>How much the origin would rather have the cell than not: what it has with the cell, over what it has without.</summary>
    private static void FromOrigins(int[] index, float[] fromCell, Twin[] twins, float[] sum, float[] both, float[] fromOrigin)
    {
        var (with, shared) = (new float[index.Length], new float[index.Length]);
        foreach (var twin in twins)
        {
            with[twin.First] += twin.Odds * fromCell[twin.Second];
            with[twin.Second] += twin.Odds * fromCell[twin.First];
            var together = twin.Odds * fromCell[twin.First] * fromCell[twin.Second];
            shared[twin.First] += together;
            shared[twin.Second] += together;
        }

        for (var at = 0; at < index.Length; at++)
            if (index[at] >= 0)
                fromOrigin[at] = (1 + with[at]) / MathF.Max(sum[index[at]] - fromCell[at] + both[index[at]] - shared[at], 1);
    }

    private static float[] Normalise(float[] weight, float[] fromOrigin, int candidates)
    {
        var result = new float[weight.Length / candidates * (candidates + 1)];
        for (var cell = 0; cell < weight.Length / candidates; cell++)
        {
            var row = result.AsSpan(cell * (candidates + 1), candidates + 1);
            var all = row[candidates] = 1;
            for (var rank = 0; rank < candidates; rank++)
                all += row[rank] = weight[cell * candidates + rank] * fromOrigin[cell * candidates + rank];
            foreach (ref var value in row)
                value /= all;
        }

        return result;
    }
}
