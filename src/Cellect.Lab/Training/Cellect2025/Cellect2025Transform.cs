using System.Numerics.Tensors;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Cellect2025;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>From counts to what the published network reads, as <see cref="Cellect2025Volume"/> and <see cref="Cellect2025Input"/> do it:
/// ln(1 + 1900 + v).</summary>
internal static class Cellect2025Transform
{
    /// <summary>The linear part for one volume of a sequence: counts as they are, or background at 0 and bright cells at about
    /// 2,000.</summary>
    public static (float Low, float Gain) Of(TrainingSequence sequence, int t, bool rescale)
    {
        if (!rescale)
            return (0, 1);
        var range = sequence.Normalizations?[t] ?? Normalization.Of<ushort>(sequence.Volumes[t]);
        return (range.Low, Cellect2025Volume.RescaledContrast / range.Scale);
    }

    /// <summary>The rest, in place.</summary>
    public static void Finish(Span<float> counts)
    {
        TensorPrimitives.Max(counts, 0f, counts);
        TensorPrimitives.Min(counts, Cellect2025Volume.Highest, counts);
        TensorPrimitives.Add(counts, Cellect2025Input.BaselineCounts, counts);
        TensorPrimitives.LogP1(counts, counts);
    }
}
