using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>The losses of the published matchers (cellect-reference.md §8.4).</summary>
internal static class MatcherLosses
{
    private const double DividingRows = 4;

    /// <summary>Mean binary cross-entropy of the scores "the same" of the candidates and of "none" over the rows that count, dividing cells
    /// four-fold; null where no row counts.</summary>
    /// <param name="logits">[n, candidates + 1].</param>
    /// <param name="same">For each row and candidate whether it is the same cell, or its daughter; the last, "none", follows from
    /// them.</param>
    /// <param name="counted">Rows that count.</param>
    /// <param name="divides">Rows of dividing cells; null: all rows weigh the same.</param>
    public static Tensor? Candidates(Tensor logits, bool[,] same, bool[] counted, bool[]? divides = null)
    {
        var rows = counted.Count(c => c);
        if (rows == 0)
            return null;
        int n = same.GetLength(0),
            candidates = same.GetLength(1);
        var (target, weight) = (new float[n * (candidates + 1)], new float[n]);
        for (var row = 0; row < n; row++)
        {
            var none = 1f;
            for (var k = 0; k < candidates; k++)
                if (same[row, k])
                    (target[row * (candidates + 1) + k], none) = (1, 0);
            target[row * (candidates + 1) + candidates] = none;
            weight[row] =
                !counted[row] ? 0
                : divides is not null && divides[row] ? (float)DividingRows
                : 1;
        }

        var loss = F.binary_cross_entropy_with_logits(
                logits,
                tensor(target, [n, candidates + 1], device: logits.device),
                reduction: nn.Reduction.None
            )
            .mean([1]);
        return (loss * tensor(weight, device: logits.device)).sum() / rows;
    }

    /// <summary>Mean cross-entropy of "does not divide" and "divides" over the rows that count; null where none does.</summary>
    /// <param name="logits">[n, 2].</param>
    /// <param name="divides">Rows of dividing cells.</param>
    /// <param name="counted">Rows that count.</param>
    public static Tensor? Dividing(Tensor logits, bool[] divides, bool[] counted)
    {
        var rows = Enumerable.Range(0, counted.Length).Where(i => counted[i]).Select(i => (long)i).ToArray();
        return rows.Length == 0
            ? null
            : F.cross_entropy(
                logits[tensor(rows, device: logits.device)],
                tensor(rows.Select(i => divides[i] ? 1L : 0L).ToArray(), device: logits.device)
            );
    }
}
