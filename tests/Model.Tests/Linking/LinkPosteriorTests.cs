using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Linking;

public class LinkPosteriorTests
{
    [Fact]
    public void Of_OneCellAndOneOrigin_IsWhatTheNetworkSays() => Assert.Equal(0.7f, Posterior([(0, 0, 0)], [(0, 0, 0)], 0.7f)[0], 1e-4f);

    [Fact]
    public void Of_TwoEqualClaimsOnOneOrigin_ShareIt()
    {
        // Without division at most one of two is right; each alone would be said to be right with 0.9.
        var posterior = Posterior([(0, 0, 2), (0, 0, -2)], [(0, 0, 0)], 0.9f);
        // States: nobody 1, the one 9, the other 9.
        Assert.Equal(9f / 19, posterior[0], 1e-3f);
        Assert.Equal(posterior[0], posterior[2 * 1 + 0], 1e-4f);
    }

    [Fact]
    public void Of_TwoClaimsOfLikelyDaughters_AreBothLikely()
    {
        var posterior = Posterior([(0, 0, 2), (0, 0, -2)], [(0, 0, 0)], 0.9f, division: 0.9f);
        // States: nobody 1, either alone 9 each, both 9 * 9 * 9.
        Assert.Equal((9 + 729f) / (1 + 18 + 729), posterior[0], 1e-3f);
    }

    [Fact]
    public void Of_ManyCells_EveryRowSumsToOne()
    {
        var random = new Random(3);
        var places = Enumerable
            .Range(0, 60)
            .Select(_ => (40 * random.NextSingle(), 40 * random.NextSingle(), 40 * random.NextSingle()))
            .ToArray();
        var posterior = Posterior(places, places, 0.6f, candidates: 5);
        Assert.All(posterior.Chunk(6), row => Assert.Equal(1, row.Sum(), 1e-3f));
    }

    /// <summary>Posterior where the network gives every candidate that there is an equal share of <paramref name="link"/>.</summary>
    private static float[] Posterior(
        (float Z, float Y, float X)[] now,
        (float Z, float Y, float X)[] before,
        float link,
        float division = 0,
        int candidates = 1
    )
    {
        var origins = Origins.Of(Frame(before));
        var features = InterFrameFeatures.Compute(Frame(now), origins, 1, candidates);
        var origin = new float[now.Length * (candidates + 1)];
        for (var cell = 0; cell < now.Length; cell++)
        {
            var row = features.Index.AsSpan(cell * candidates, candidates);
            var present = candidates - row.Count(-1);
            for (var rank = 0; rank < present; rank++)
                origin[cell * (candidates + 1) + rank] = link / present;
            origin[cell * (candidates + 1) + candidates] = 1 - link;
        }

        DivisionFeatures.Pair[] pairs = division > 0 ? [new DivisionFeatures.Pair(0, 0, 1)] : [];
        return LinkPosterior.Of(features, origin, pairs, division > 0 ? [division] : [], 1);
    }

    private static DetectedFrame Frame((float Z, float Y, float X)[] places) =>
        new(
            Array.ConvertAll(places, p => new Detection(p.Z, p.Y, p.X, 5, 0.9f, 0, 0, 0, 0)),
            new float[places.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        );
}
