using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>
/// Batch-hard triplets with margin 0.3 on Euclidean distances (cellect-reference.md §8.4): for each vector the farthest of its own label
/// must be nearer than the nearest of any other, by the margin.
/// </summary>
internal static class TripletLoss
{
    /// <summary>The paper's margin.</summary>
    public const float Margin = 0.3f;

    // Fewer vectors have no negative worth the name; the published code asks for more than four.
    private const int FewestVectors = 5;

    /// <summary>
    /// Sum of the three sets: (a) the same cell in two frames, (b) the daughters of each division, (c) mothers and daughters. Null when
    /// every set is too small.
    /// </summary>
    /// <param name="before">[n, e] embeddings of frame t-1.</param>
    /// <param name="now">[m, e] embeddings of frame t.</param>
    /// <param name="parents">For each of the m cells the row of its parent among the n, -1: none there.</param>
    public static Tensor? Lineage(Tensor before, Tensor now, int[] parents)
    {
        var byParent = Enumerable.Range(0, parents.Length).Where(i => parents[i] >= 0).GroupBy(i => parents[i]).ToArray();
        var same = byParent.Where(g => g.Count() == 1).ToArray();
        var divided = byParent.Where(g => g.Count() == 2).ToArray();
        // A label is the parent's row: both daughters, in whichever order they come, carry their own mother's.
        var parts = new[]
        {
            Set(before, now, same, mothers: true),
            Set(before, now, divided, mothers: false),
            Set(before, now, divided, mothers: true),
        }
            .OfType<Tensor>()
            .ToArray();
        return parts.Length == 0 ? null : stack(parts).sum();
    }

    /// <summary>Mean over the vectors of max(0, farthest of the same label − nearest of another + margin).</summary>
    /// <param name="vectors">[n, e].</param>
    /// <param name="labels">n labels.</param>
    /// <returns>A scalar; null when no vector has both a second of its label and one of another.</returns>
    public static Tensor? BatchHard(Tensor vectors, int[] labels)
    {
        var difference = vectors.unsqueeze(0) - vectors.unsqueeze(1);
        // The root's slope is infinite at 0, where each vector meets itself.
        var distance = (difference * difference).sum(2).clamp_min(1e-12).sqrt();
        using var label = tensor(labels.Select(l => (long)l).ToArray(), device: vectors.device);
        using var same = label.unsqueeze(0).eq(label.unsqueeze(1));
        using var itself = eye(labels.Length, dtype: ScalarType.Bool, device: vectors.device);
        var anchors = Enumerable
            .Range(0, labels.Length)
            .Where(i => labels.Count(l => l == labels[i]) > 1 && labels.Any(l => l != labels[i]))
            .Select(i => (long)i)
            .ToArray();
        if (anchors.Length == 0)
            return null;
        var farthest = distance.masked_fill(same.logical_not().logical_or(itself), -1).amax([1]);
        var nearest = distance.masked_fill(same, float.MaxValue).amin([1]);
        using var rows = tensor(anchors, device: vectors.device);
        return (farthest - nearest + Margin)[rows].clamp_min(0).mean();
    }

    private static Tensor? Set(Tensor before, Tensor now, IGrouping<int, int>[] groups, bool mothers)
    {
        var labels = groups.SelectMany(g => g.Select(_ => g.Key)).ToList();
        using var children = tensor(groups.SelectMany(g => g).Select(i => (long)i).ToArray(), device: now.device);
        if (labels.Count + (mothers ? groups.Length : 0) < FewestVectors)
            return null;
        var vectors = now[children];
        if (mothers)
        {
            using var rows = tensor(groups.Select(g => (long)g.Key).ToArray(), device: now.device);
            vectors = cat([vectors, before[rows]], 0);
            labels.AddRange(groups.Select(g => g.Key));
        }

        return BatchHard(vectors, [.. labels]);
    }
}
