using Cellect.Analysis.Interactions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Overlap;
using Cellect.Data.Regions;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Tests.Overlap;

public class ColourOverlapTests
{
    private static readonly VolumeBorder Border = new(new VolumeShape(100, 100, 300), new VoxelSize(1, 1, 1));

    [Fact]
    public void FramesAtTheBorder_DoNotCount()
    {
        var overlap = new ColourOverlap(Border);
        for (var t = 0; t < 60; t++)
        {
            Body[] red = [new Body(1, new Position(50, 50, t < 30 ? 1 : 9), 3)];
            overlap.Advance(red, t < 30 ? [] : red);
        }

        Assert.Equal([1, 1], Share(overlap, 0, 1));
    }

    [Fact]
    public void ATrackThatIsFollowedForThreeQuarters_HasThatOverlap()
    {
        var overlap = new ColourOverlap(Border);
        Assert.Null(overlap.AtLeast(0));
        for (var t = 0; t < 40; t++)
            overlap.Advance([new Body(1, At(t), 3)], [new Body(t < 30 ? 7 : 8, At(t + 1), 3), new Body(9, At(t + 20), 3)]);
        Assert.Equal([1, 1, 0], Share(overlap, 0, 0.75, 0.76));
    }

    [Fact]
    public void NearestToAnother_IsNotMatched()
    {
        var overlap = new ColourOverlap(Border);
        // The one dense cell is nearer to the second red one.
        for (var t = 0; t < 20; t++)
            overlap.Advance([new Body(1, At(0), 3), new Body(2, At(3), 3)], [new Body(7, At(2), 3)]);
        Assert.Equal([1, 0.5, 0.5], Share(overlap, 0, 0.01, 1));
    }

    [Fact]
    public void TracksThatHaveEnded_AreRemembered_AndShortOnesDoNotCount()
    {
        var overlap = new ColourOverlap(Border);
        for (var t = 0; t < 200; t++)
            overlap.Advance(t < 50 ? [new Body(1, At(0), 3)] : t < 55 ? [new Body(2, At(0), 3)] : [], [new Body(7, At(1), 3)]);
        Assert.Equal([1, 1, 1], Share(overlap, 0, 0.5, 1));
    }

    private static IEnumerable<double> Share(ColourOverlap overlap, params double[] thresholds) =>
        thresholds.Select(threshold => overlap.AtLeast(threshold)!.Value);

    private static Position At(double x) => new(50, 50, 50 + x);
}
