using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Linking;

public class LinkerTests
{
    private static readonly VoxelGeometry Isotropic = new(1, 1, 1);

    [Fact]
    public void Link_TwoCellsWantOneOrigin_TheNearerGetsItAndTheOtherTheNext()
    {
        // Cell 0 lies on origin 0; cell 1 between origins 0 and 1, a little nearer to 0.
        var links = Link(Frame((0, 0, 0), (0, 0, 9)), Frame((0, 0, 0), (0, 0, 20)), daughter: 0.01f);
        Assert.Equal([0, 1], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_TwoDaughtersBesideTheirMother_ShareHer()
    {
        var links = Link(Frame((0, 0, 4), (0, 0, -4)), Frame((0, 0, 0)), daughter: 0.9f);
        Assert.Equal([0, 0], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_TwoCellsThatDoNotLookLikeDaughters_DoNotShareAnOrigin()
    {
        var links = Link(Frame((0, 0, 3), (0, 0, -4)), Frame((0, 0, 0)), daughter: 0.1f);
        Assert.Equal([0, -1], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_TwoCertainClaimsOnOneOrigin_EndsWithOneOfThem()
    {
        // "None" is impossible here: a second place must not be offered again and again at whatever price.
        var links = new Linker(new DistanceMatcher(0.1f, none: 0), new LinkerOptions { NewCellOdds = 0.001 }).Link(
            Frame((0, 0, 3), (0, 0, -4)),
            Frame((0, 0, 0)),
            1
        );
        Assert.Equal([0, -1], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_AcceptedDivision_CarriesTheProbabilityOfItsPair()
    {
        var links = Link(Frame((0, 0, 4), (0, 0, -4)), Frame((0, 0, 0)), daughter: 0.9f);
        Assert.All(links, l => Assert.Equal(0.9f, l.Division));
    }

    [Theory]
    [InlineData(0.9f, 0)]
    [InlineData(0.1f, -1)]
    public void Link_ADaughterWithAWeakClaim_IsLinkedWhenTheDivisionIsLikely(float daughter, int parent)
    {
        // "None" is likelier than what the far daughter's own claim is worth, and not than the near one's.
        var links = new Linker(new DistanceMatcher(daughter, none: 3), new LinkerOptions()).Link(
            Frame((0, 0, 4), (0, 0, -12)),
            Frame((0, 0, 0)),
            1
        );
        Assert.Equal([0, parent], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_ADaughterWithAWeakClaimWhoseSisterHasAnotherOrigin_IsNew()
    {
        var links = new Linker(new DistanceMatcher(0.9f, none: 6), new LinkerOptions { MaxDistanceRadii = 3 }).Link(
            Frame((0, 0, 4), (0, 0, -12)),
            Frame((0, 0, 0), (0, 0, 4)),
            1
        );
        Assert.Equal([1, -1], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_ThreeDaughtersOfOne_TwoShareHer()
    {
        var links = Link(Frame((0, 0, 3), (0, 3, 0), (3, 0, 0)), Frame((0, 0, 0)), daughter: 0.9f);
        Assert.Equal(2, links.Count(l => l.Parent == 0));
        Assert.Equal(1, links.Count(l => l.Parent == -1));
    }

    [Fact]
    public void Link_OriginFartherThanTheLimit_IsNoOrigin()
    {
        // 70 voxels are 14 radii; the limit is 6.
        var links = Link(Frame((0, 0, 70)), Frame((0, 0, 0)), daughter: 0.01f);
        Assert.Equal(-1, links[0].Parent);
    }

    [Fact]
    public void Link_TwoDaughtersBesideARememberedCell_AreNotItsDaughters()
    {
        var origins = new Origins(Frame((0, 0, 0)), 0, [1], [1], Momentum.Unknown(1));
        var links = new Linker(new DistanceMatcher(0.9f), new LinkerOptions()).Link(Frame((0, 0, 4), (0, 0, -3)), origins, 1);
        Assert.Equal([-1, 0], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_EmptyFrames_GivesNoParents()
    {
        Assert.Empty(Link(Frame(), Frame((0, 0, 0)), 0.1f));
        Assert.Equal([-1, -1], Link(Frame((0, 0, 0), (0, 0, 20)), Frame(), 0.1f).Select(l => l.Parent));
    }

    [Fact]
    public void Link_WhereCellsAppearFromNowhere_ADivisionNeedsMoreEvidence()
    {
        var linker = new Linker(new DistanceMatcher(0.6f), new LinkerOptions());
        var (now, before) = (Frame((0, 0, 4), (0, 0, -4)), Frame((0, 0, 0)));
        Assert.Equal([0, 0], linker.Link(now, before, 1).Select(l => l.Parent));
        var appearing = Frame((50, 50, 50), (50, 50, 20), (50, 20, 50));
        for (var frame = 0; frame < 60; frame++)
            linker.Learn(appearing, [new Link(-1, 1, 0), new Link(-1, 1, 0), new Link(0, 1, 0)], (100, 100, 100));
        Assert.Single(linker.Link(now, before, 1), l => l.Parent == 0);
        linker.Reset();
        Assert.Equal([0, 0], linker.Link(now, before, 1).Select(l => l.Parent));
    }

    [Theory]
    [InlineData(0.9f, 0)]
    [InlineData(0.3f, 1)]
    public void Link_ADaughterWhomAnotherOriginClaimsAsWell_GoesWhereItIsLikelier(float daughter, int parent)
    {
        // The second daughter lies between her mother and another origin that has lost its cell, nearer to the other. Whoever looks at
        // her alone takes her for its cell: the division is decided with the link.
        var linker = new Linker(new OneMother(daughter), new LinkerOptions());
        var links = linker.Link(Frame((0, 0, 4), (0, 0, -9)), Frame((0, 0, 0), (0, 0, -16)), 1);
        Assert.Equal([0, parent], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_MotherThatShone_NeedsLessOfADivision()
    {
        var linker = new Linker(new DistanceMatcher(0.1f), new LinkerOptions());
        var (now, before) = (Frame((0, 0, 4), (0, 0, -4)), Frame((0, 0, 0)));
        var shone = new Origins(before, 1, [0], [0], Momentum.Unknown(1)) { Condensation = new Condensation([2], [1]) };
        Assert.Single(linker.Link(now.With(default, [1, 1]), Origins.Of(before), 1), l => l.Parent == 0);
        Assert.Equal([0, 0], linker.Link(now.With(default, [2, 2]), shone, 1).Select(l => l.Parent));
        // Dim bodies beside it are none of its daughters.
        Assert.Single(linker.Link(now.With(default, [2, 0.3f]), shone, 1), l => l.Parent == 0);
    }

    [Fact]
    public void Link_AcrossAnInterruption_AsksMoreOfADivision()
    {
        var linker = new Linker(new DistanceMatcher(0.4f), new LinkerOptions());
        var (now, before) = (Frame((0, 0, 4), (0, 0, -4)), Frame((0, 0, 0)));
        Assert.Equal([0, 0], linker.Link(now, before, 1).Select(l => l.Parent));
        Assert.Single(linker.Link(now, Origins.Of(before), 1, interrupted: true), l => l.Parent == 0);
    }

    [Fact]
    public void Merge_DetectionsThatTheNetworkTakesForOne_KeepsTheBest()
    {
        var frame = new DetectedFrame([Cell(0, 0, 0, 0.6f), Cell(0, 0, 1, 0.9f), Cell(0, 0, 30, 0.5f)], Embeddings(3), Isotropic, null);
        var merged = new Linker(new DistanceMatcher(0.1f), new LinkerOptions()).Merge(frame);
        Assert.Equal([0.9f, 0.5f], merged.Cells.Select(c => c.Score));
        Assert.Equal(frame.Embedding(1), merged.Embedding(0));
    }

    /// <summary>Only the first origin may be a mother.</summary>
    private sealed class OneMother(float daughter) : ICellMatcher
    {
        private readonly DistanceMatcher _distance = new(daughter);

        public int Candidates => _distance.Candidates;

        public float[] SameCell(IntraFrameFeatures features) => _distance.SameCell(features);

        public float[] Origins(InterFrameFeatures features) => _distance.Origins(features);

        public float[] Divisions(DivisionFeatures features) => [.. features.Pairs.Select(pair => pair.Mother == 0 ? daughter : 0.01f)];

        public void Dispose() => _distance.Dispose();
    }

    private static Link[] Link(DetectedFrame now, DetectedFrame before, float daughter) =>
        new Linker(new DistanceMatcher(daughter), new LinkerOptions()).Link(now, before, 1);

    private static DetectedFrame Frame(params (float Z, float Y, float X)[] places) =>
        new(places.Select(p => Cell(p.Z, p.Y, p.X, 0.9f)).ToArray(), Embeddings(places.Length), Isotropic, null);

    private static Detection Cell(float z, float y, float x, float score) => new(z, y, x, 5, score, 0, 0, 0, 0);

    private static float[] Embeddings(int cells) =>
        Enumerable.Range(0, cells * DetectedFrame.EmbeddingLength).Select(i => (float)i).ToArray();
}
