using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>A matcher applied to the detections of a crop, gradients included. With probability one half a row's candidates come in random
/// order instead of nearest first (cellect-reference.md §8.4).</summary>
internal sealed class MatcherPass
{
    private const double ShuffledShare = 0.5;

    private MatcherPass(Tensor logits, int[] index, int candidates) => (Logits, Index, Candidates) = (logits, index, candidates);

    /// <summary>[n, outputs].</summary>
    public Tensor Logits { get; }

    /// <summary>[n, candidates] detections in the order in which the matcher saw them.</summary>
    public int[] Index { get; }

    /// <summary>Candidates a row.</summary>
    public int Candidates { get; }

    /// <summary>All detections of a frame against their neighbours.</summary>
    public static MatcherPass Within(Cellect2025Matcher matcher, Cellect2025Cells cells, Random random) =>
        Run(matcher, Cellect2025Features.Within(cells.Frame, matcher.Candidates), cells.Embeddings, cells.Embeddings, random);

    /// <summary>All detections of a frame against those of the next.</summary>
    public static MatcherPass Between(Cellect2025Matcher matcher, Cellect2025Cells from, Cellect2025Cells to, Random random) =>
        Run(
            matcher,
            Cellect2025Features.Between(from.Frame, [.. Enumerable.Range(0, from.Frame.Count)], to.Frame, matcher.Candidates),
            from.Embeddings,
            to.Embeddings,
            random
        );

    /// <summary>For each row and candidate whether a relation holds between the two detections.</summary>
    public bool[,] Where(Func<int, int, bool> relation)
    {
        var rows = Index.Length / Candidates;
        var result = new bool[rows, Candidates];
        for (var i = 0; i < Index.Length; i++)
            result[i / Candidates, i % Candidates] = relation(i / Candidates, Index[i]);
        return result;
    }

    private static MatcherPass Run(Cellect2025Matcher matcher, Cellect2025Features features, Tensor from, Tensor to, Random random)
    {
        int rows = features.Rows,
            candidates = features.Candidates;
        var order = Order(rows, candidates, random);
        var index = Array.ConvertAll(order, i => features.Index[i]);
        Tensor Part(float[] values, int size)
        {
            var ordered = new float[values.Length];
            for (var i = 0; i < order.Length; i++)
                values.AsSpan(order[i] * size, size).CopyTo(ordered.AsSpan(i * size));
            return tensor(ordered, [rows, candidates, size], device: from.device);
        }

        var others = to.index_select(0, tensor(Array.ConvertAll(index, i => (long)i), device: to.device)).view(rows, candidates, -1);
        var logits = matcher.Forward(
            from.unsqueeze(1),
            others,
            Part(features.Places, 3),
            Part(features.Sizes, Cellect2025Features.PerCandidate),
            Part(features.Divisions, Cellect2025Features.PerCandidate)
        );
        return new MatcherPass(logits, index, candidates);
    }

    /// <summary>Where each [row, candidate] comes from.</summary>
    private static int[] Order(int rows, int candidates, Random random)
    {
        var order = Enumerable.Range(0, rows * candidates).ToArray();
        for (var row = 0; row < rows; row++)
            if (random.NextDouble() < ShuffledShare)
                random.Shuffle(order.AsSpan(row * candidates, candidates));
        return order;
    }
}
