using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Lab.Evaluation;

namespace Cellect.Live.Tests.Accuracy;

public sealed class EmbryoScoreTests
{
    private static readonly PointMatchOptions Near = new() { MaxDistance = 2 };

    // A cell divides after frame 1; another goes on.
    private static readonly TrackGraph Truth = TrackGraph.FromNodes([
        new(0, 0, 0, 0, 1, -1),
        new(0, 0, 0, 50, 2, -1),
        new(1, 0, 0, 0, 3, 1),
        new(1, 0, 0, 50, 4, 2),
        new(2, 0, 0, -5, 5, 3),
        new(2, 0, 0, 5, 6, 3),
        new(2, 0, 0, 50, 7, 4),
        new(3, 0, 0, -5, 8, 5),
        new(3, 0, 0, 5, 9, 6),
        new(3, 0, 0, 50, 10, 7),
    ]);

    [Fact]
    public void Of_TheTruthItself_IsPerfect()
    {
        var score = EmbryoScore.Of(Truth, Truth, Near, []);
        Assert.Equal((1.0, 1.0, 1.0, 1, 1, 1), Numbers(score));
        Assert.Equal(1, score.DivisionF1);
    }

    [Fact]
    public void Of_DivisionToldAFrameLate_IsRightWithinOneFrame()
    {
        // One daughter takes over the mother's track; the other is found a frame later.
        var result = TrackGraph.FromTracks([
            new(0, 1, -1, 0, 0, 0),
            new(0, 2, -1, 0, 0, 50),
            new(1, 1, -1, 0, 0, 0),
            new(1, 2, -1, 0, 0, 50),
            new(2, 1, -1, 0, 0, -5),
            new(2, 2, -1, 0, 0, 50),
            new(3, 3, 1, 0, 0, -5),
            new(3, 4, 1, 0, 0, 5),
            new(3, 2, -1, 0, 0, 50),
        ]);
        var score = EmbryoScore.Of(Truth, result, Near, []);
        // Of ten cells one is missed, and with it the links to and from it.
        Assert.Equal((0.9, 1.0, 6.0 / 8, 1, 1, 1), Numbers(score));
    }

    [Fact]
    public void Of_DivisionOfACellThatGoesOn_IsFalse()
    {
        var result = TrackGraph.FromTracks([
            new(0, 1, -1, 0, 0, 50),
            new(1, 2, 1, 0, 0, 50),
            new(1, 3, 1, 0, 0, 55),
            new(2, 2, 1, 0, 0, 50),
        ]);
        var score = EmbryoScore.Of(Truth, result, Near, []);
        Assert.Equal((1, 0, 1), (score.DivisionsTold, score.DivisionsFound, score.Divisions));
        Assert.Equal(0, score.DivisionF1);
    }

    [Fact]
    public void Of_DetectionInABody_IsNoError()
    {
        var result = TrackGraph.FromTracks([new(0, 1, -1, 0, 0, 0), new(0, 2, -1, 0, 0, 50), new(0, 3, -1, 0, 0, 90)]);
        Assert.Equal(2.0 / 3, EmbryoScore.Of(Truth, result, Near, [new Body(1, 0, 0, 90, 5)]).NodePrecision, 9);
        Assert.Equal(1, EmbryoScore.Of(Truth, result, Near, [new Body(0, 0, 0, 93, 5)]).NodePrecision);
    }

    private static (double, double, double, int, int, int) Numbers(EmbryoScore score) =>
        (score.NodeRecall, score.NodePrecision, score.EdgeRecall, score.DivisionsTold, score.DivisionsFound, score.Divisions);
}
