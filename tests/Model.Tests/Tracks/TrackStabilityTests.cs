using Cellect.Data.Tracks;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Tracks;

public class TrackStabilityTests
{
    private static readonly (int Z, int Y, int X) Extent = (40, 100, 100);
    private static readonly (float Z, float Y, float X) Middle = (20, 50, 50),
        Edge = (20, 50, 6);

    private readonly TrackStability _stability = new();

    [Fact]
    public void Advance_FirstFrame_NothingAppears() => Assert.Empty(Advance([(1, -1, Middle)]));

    [Fact]
    public void Advance_ATrackBeginsInside_HasAppeared()
    {
        Advance([(1, -1, Edge)]);
        Assert.Equal([new UnstableTrack(2, UnstableReason.Appeared, 0)], Advance([(1, -1, Edge), (2, -1, Middle)]));
        Assert.Empty(Advance([(1, -1, Edge), (2, -1, Middle)]));
    }

    [Fact]
    public void Advance_ATrackBeginsAtTheBorder_MayHaveComeIntoView()
    {
        Advance([]);
        Assert.Empty(Advance([(1, -1, Edge)]));
    }

    [Fact]
    public void Advance_ATrackEndsInside_HasVanishedSinceItsLastSight()
    {
        Advance([(1, -1, Middle)]);
        Assert.Empty(Advance([], remembered: [1]));
        Assert.Equal([new UnstableTrack(1, UnstableReason.Vanished, 4)], Advance([], timeStep: 3));
        Assert.Empty(Advance([]));
    }

    [Fact]
    public void Advance_ATrackEndsAtTheBorder_MayHaveLeft()
    {
        Advance([(1, -1, Edge)]);
        Assert.Empty(Advance([]));
    }

    [Fact]
    public void Advance_ADivision_IsNoEndAndNoBeginning()
    {
        Advance([(1, -1, Middle)]);
        Assert.Empty(Advance([(2, 1, Middle), (3, 1, (20, 50, 60))], divisions: [new DivisionEvent(1, 0, 1, 0.9f)]));
    }

    [Fact]
    public void Advance_AfterAReset_TheNextFrameIsTheFirst()
    {
        Advance([(1, -1, Middle)]);
        _stability.Reset();
        Assert.Empty(Advance([(1, -1, (20, 30, 30))]));
    }

    private UnstableTrack[] Advance(
        (int Track, int Parent, (float Z, float Y, float X) At)[] cells,
        DivisionEvent[]? divisions = null,
        int[]? remembered = null,
        int timeStep = 1
    )
    {
        var frame = new DetectedFrame(
            Array.ConvertAll(cells, c => new Detection(c.At.Z, c.At.Y, c.At.X, 5, 0.9f, 0, 0, 0, 0)),
            new float[cells.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        );
        return _stability.Advance(
            frame,
            Extent,
            [.. cells.Select((c, i) => new LinkedCell(c.Track, c.Parent, i, 1, 0))],
            divisions ?? [],
            remembered ?? [],
            timeStep
        );
    }
}
