using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Tracks;

public class TrackingStateTests
{
    [Fact]
    public void Read_OfItsBytes_GivesTheSameBytes()
    {
        var bytes = State(7).ToBytes();
        var read = TrackingState.Read(bytes);
        Assert.NotNull(read);
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal((5, 7), (read.Origins.Previous, read.Tracks.Count));
        Assert.Equal([101, 102, 103, 104, 105, 106, 107], read.Tracks.Select(c => c.Track));
        Assert.Equal(3, read.Tracks[3].Parent);
        Assert.Equal((2.5, 0.25), read.Births);
        Assert.Equal((9, 20, 30), read.Extent);
        Assert.Equal((-1, 2), read.Scale);
        Assert.Equal(12, read.Settled.Frames);
        Assert.Equal([1.1, -0.5, 17, 5, 0.25], read.Settled.Cells);
        Assert.Equal(new Settling.Life(4, 0.7f), read.Settled.Living[103]);
        Assert.Equal(new Settling.Life(0, float.NaN), read.Settled.Living[104]);
    }

    [Fact]
    public void Read_CutOrChangedAnywhere_GivesNothingOrAState()
    {
        var whole = State(3).ToBytes();
        for (var length = 0; length < whole.Length; length++)
            Assert.Null(TrackingState.Read(whole[..length]));
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[random.Next(52)] ^= (byte)(1 << random.Next(8));
            _ = TrackingState.Read(changed);
        }
    }

    private static TrackingState State(int count)
    {
        var random = new Random(4);
        float[] Values(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextSingle())];
        var cells = Enumerable
            .Range(0, count)
            .Select(_ => Values(9))
            .Select(v => new Detection(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]))
            .ToArray();
        var frame = new DetectedFrame(cells, Values(count * DetectedFrame.EmbeddingLength), new VoxelGeometry(2, 0.5, 0.5), null);
        var origins = new Origins(
            frame,
            Math.Min(5, count),
            [.. Enumerable.Range(0, count).Select(i => i < 5 ? 0 : 1)],
            [.. Enumerable.Range(0, count)],
            new Momentum(Values(3 * count), [.. Enumerable.Range(0, count)])
        )
        {
            Condensation = new Condensation(Values(count), Values(count)),
        };
        var tracks = Enumerable.Range(0, count).Select(i => new LinkedCell(101 + i, i, i, 1, 0)).ToArray();
        return new TrackingState(origins, tracks, 120, (2.5, 0.25), (9, 20, 30))
        {
            Scale = (-1, 2),
            Settled = new SettlingState(
                12,
                [1.1, -0.5, 17, 5, 0.25],
                new RunningMap().State,
                new Dictionary<int, Settling.Life> { [103] = new(4, 0.7f) }
            ),
        };
    }
}
