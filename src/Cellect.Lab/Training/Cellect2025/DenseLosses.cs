using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>The losses of the published network's maps (cellect-reference.md §8.3), voxel by voxel where not said otherwise.</summary>
internal static class DenseLosses
{
    private const int Levels = 5;
    private const double RareClassWeight = 32,
        PositiveDivision = 15;

    /// <summary>
    /// Multi-level centre loss: the sum over i = 1..4 and j = i..4 of CE₂([max(a_0 … a_{j−1}), a_j], [b ≥ i]), class weights 1 and 32; for
    /// i = 1 the first entry is a_0 alone, for i ≥ 2 voxels with 0 &lt; b &lt; i do not count. Ten terms.
    /// </summary>
    /// <param name="logits">a: [b, 5, ...].</param>
    /// <param name="levels">b: [b, ...], 0 to 4.</param>
    /// <returns>[b, ...].</returns>
    public static Tensor Centre(Tensor logits, Tensor levels)
    {
        var sum = zeros_like(levels);
        var background = logits.select(1, 0);
        for (var i = 1; i < Levels; i++)
        {
            var positive = levels.ge(i).to(ScalarType.Float32);
            // 1 where b = 0 or b ≥ i; everywhere for i = 1.
            var counts = levels.eq(0).to(ScalarType.Float32).maximum(positive);
            var running = background;
            for (var j = 1; j < Levels; j++)
            {
                var level = logits.select(1, j);
                if (j >= i)
                {
                    var ahead = level - (i == 1 ? background : running);
                    sum += counts * (RareClassWeight * positive * F.softplus(-ahead) + (1 - positive) * F.softplus(ahead));
                }

                running = running.maximum(level);
            }
        }

        return sum;
    }

    /// <summary>Cross-entropy of background, cell and polar body with weights 1, 32 and 1; nothing is annotated as a polar body
    /// here.</summary>
    /// <param name="logits">[b, 3, ...].</param>
    /// <param name="inside">[b, ...] 1 in cells.</param>
    public static Tensor Segmentation(Tensor logits, Tensor inside)
    {
        using var weights = tensor(new[] { 1f, (float)RareClassWeight, 1f }, device: logits.device);
        return F.cross_entropy(logits, inside.to(ScalarType.Int64), weights, reduction: nn.Reduction.None);
    }

    /// <summary>Mean square error of the radius over the voxels that count, 0 being right outside cells (the published code; the paper has
    /// the absolute error).</summary>
    /// <param name="size">[b, ...].</param>
    /// <param name="radius">[b, ...].</param>
    /// <param name="judged">[b, ...] 1 where it counts.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Size(Tensor size, Tensor radius, Tensor judged) => Mean((size - radius).square(), judged);

    /// <summary>Mean of binary cross-entropy × (1 + 15·target) over the voxels that count; 0 where nothing divides.</summary>
    /// <param name="logits">[b, 2, ...]: mother in t, daughter in t+1.</param>
    /// <param name="target">[b, 2, ...].</param>
    /// <param name="judged">[b, 2, ...].</param>
    /// <returns>A scalar.</returns>
    public static Tensor Division(Tensor logits, Tensor target, Tensor judged) =>
        target.sum().item<float>() == 0
            ? zeros([], device: logits.device)
            : Mean(
                F.binary_cross_entropy_with_logits(logits, target, reduction: nn.Reduction.None) * (1 + PositiveDivision * target),
                judged
            );

    /// <summary>Mean over the voxels that count; 0 where none does.</summary>
    public static Tensor Mean(Tensor loss, Tensor judged) => (loss * judged).sum() / judged.sum().clamp_min(1);
}
