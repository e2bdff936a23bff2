using Cellect.Model.Linking;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>
/// Without inter-frame network: the probability of an origin falls with its distance from where the cell is expected to have come from, as
/// a normal distribution with a standard deviation of half a radius; that of none is what an origin at one and a half radii has.
/// </summary>
/// <param name="networks">The real ones; not owned.</param>
internal sealed class DistanceOrigins(ICellMatcher networks) : StandInMatcher(networks)
{
    private const float Deviation = 0.5f,
        NoneAt = 1.5f;

    public override float[] Origins(InterFrameFeatures features)
    {
        var candidates = features.Candidates;
        var origins = new float[features.Index.Length / candidates * (candidates + 1)];
        Span<float> radii = stackalloc float[candidates];
        for (var cell = 0; cell < features.Index.Length / candidates; cell++)
        {
            for (var rank = 0; rank < candidates; rank++)
                radii[rank] =
                    features.Index[(cell * candidates) + rank] < 0
                        ? float.PositiveInfinity
                        : features.Pairs[((cell * candidates) + rank) * InterFrameFeatures.PerCandidate];
            Probabilities(radii, origins.AsSpan(cell * (candidates + 1), candidates + 1));
        }

        return origins;
    }

    /// <summary>Probabilities of the origins at these distances in radii, and of none at the end.</summary>
    internal static void Probabilities(ReadOnlySpan<float> radii, Span<float> result)
    {
        var sum = result[^1] = Weight(NoneAt);
        for (var i = 0; i < radii.Length; i++)
            sum += result[i] = Weight(radii[i]);
        foreach (ref var weight in result)
            weight /= sum;
    }

    private static float Weight(float radii) => MathF.Exp(-0.5f * radii * radii / (Deviation * Deviation));
}
