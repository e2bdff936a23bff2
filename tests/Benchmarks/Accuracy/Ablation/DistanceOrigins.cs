using Cellect.Model.Links;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>
/// Without inter-frame network: the probability of an origin falls with its distance from where the cell is expected to have come from, as a normal
/// distribution with a standard deviation of half a radius; that of none is what an origin at one and a half radii has.
/// </summary>
/// <param name="networks">The real ones; not owned.</param>
internal sealed class DistanceOrigins(ICellMatcher networks) : StandInMatcher(networks)
{
    private const float Deviation = 0.5f, NoneAt = 1.5f;

    public override float[] Origins(InterFrameFeatures features)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var origins = new float[features.Index.Length / candidates * (candidates + 1)];
        for (var cell = 0; cell < features.Index.Length / candidates; cell++)
        {
            var row = origins.AsSpan(cell * (candidates + 1), candidates + 1);
            row[candidates] = Weight(NoneAt);
            for (var rank = 0; rank < candidates; rank++)
                row[rank] = features.Index[(cell * candidates) + rank] < 0 ? 0 : Weight(features.Pairs[((cell * candidates) + rank) * InterFrameFeatures.PerCandidate]);
            var sum = 0f;
            foreach (var weight in row)
                sum += weight;
            foreach (ref var weight in row)
                weight /= sum;
        }

        return origins;
    }

    private static float Weight(float radii) => MathF.Exp(-0.5f * radii * radii / (Deviation * Deviation));
}
