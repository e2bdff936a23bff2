using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tests.Linking;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Networks;

/// <summary>Cells whose score is too low to begin a track: the threshold is 0.8.</summary>
public class LowScoreDetectionsTests
{
    private const float Sure = 0.9f,
        Doubtful = 0.6f;

    [Fact]
    public void Link_DoubtfulCellThatGoesOn_StaysInItsTrack()
    {
        var frames = Track([
            [(0, 20, Sure)],
            [(1, 20, Doubtful)],
            [(2, 20, Doubtful)],
            [(3, 20, Sure)],
        ]);
        Assert.All(frames, cells => Assert.Equal(1, Assert.Single(cells).Track));
    }

    [Fact]
    public void Link_DoubtfulCellsThatNothingWentBefore_BeginNoTrackHoweverLongTheyStay()
    {
        var frames = Track([.. Enumerable.Repeat<(float, float, float)[]>([(0, 20, Doubtful), (60, 20, Sure)], 4)]);
        Assert.All(frames, cells => Assert.Equal((1, 1), (Assert.Single(cells).Track, cells[0].Detection)));
    }

    [Fact]
    public void Link_CellThatWasMissed_IsTakenUpByADoubtfulOne()
    {
        var frames = Track([
            [(0, 20, Sure)],
            [],
            [(1, 20, Doubtful)],
        ]);
        Assert.Equal([1, 0, 1], frames.Select(cells => cells.Length));
        Assert.Equal(1, frames[2][0].Track);
    }

    private static List<LinkedCell[]> Track((float Y, float X, float Score)[][] frames)
    {
        using var tracking = new LiveTracking(new Playback(frames), new DistanceMatcher(0.01f), new LinkerOptions(), minScore: 0.8f);
        return
        [
            .. frames.Select(_ =>
                tracking
                    .Link(
                        tracking.Detect(new ReadOnlyTensorSpan<ushort>(new ushort[8 * 32 * 32], [8, 32, 32]), new VoxelGeometry(1, 1, 1)),
                        1
                    )
                    .Cells
            ),
        ];
    }

    private sealed class Playback((float Y, float X, float Score)[][] frames) : IDetector
    {
        private int _next;

        public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
        {
            var cells = Array.ConvertAll(frames[_next++], c => new Detection(4, c.Y, c.X, 5, c.Score, 0, 0, 0, 0));
            return new DetectedFrame(cells, new float[cells.Length * DetectedFrame.EmbeddingLength], volume.Geometry, null);
        }

        public void Dispose() { }
    }
}
