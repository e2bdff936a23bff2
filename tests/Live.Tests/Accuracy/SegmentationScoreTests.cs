using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Live.Tests.Accuracy;

public sealed class SegmentationScoreTests
{
    private static readonly VolumeShape Shape = new(9, 24, 40);

    [Fact]
    public void Of_BallsWhereTheyAre_IsHigh_AndElsewhereIsNothing()
    {
        var labels = Balls((12, 10), (12, 28));
        var right = Score(labels, (12, 10), (12, 28)).Seg;
        Assert.InRange(right, 0.6, 1);
        Assert.Equal(right / 2, Score(labels, (12, 10)).Seg, 0.1);
        Assert.Equal(0, Score(labels, (4, 19)).Seg);
    }

    [Fact]
    public void Of_BallsWhereTheyAre_SaysHowLargeMasksAndRadiiAre()
    {
        // Without a foreground masks are balls of the cell's radius, 5 here as in the truth.
        var score = Score(Balls((12, 10), (12, 28)), (12, 10), (12, 28));
        Assert.Equal(1, score.Volume!.Value, 0.01);
        Assert.Equal(1, score.Radius!.Value, 0.05);
        Assert.Null(Score(Balls((12, 10)), (4, 35)).Volume);
    }

    [Fact]
    public void Labels_OfTwoGroups_AreNumberedAndCentred()
    {
        var marks = Array.ConvertAll(Balls((12, 10), (12, 28)), label => (byte)(label == 0 ? 0 : 255));
        var labels = Blobs.Labels(marks, Shape);
        Assert.Equal([0, 1, 2], labels.Distinct().Order().Select(label => (int)label));
        Assert.Equal([(4.0, 12.0, 10.0), (4.0, 12.0, 28.0)], Blobs.LabelCentres(labels, Shape).OrderBy(centre => centre.X));
    }

    private static SegmentationScore Score(ushort[] labels, params (float Y, float X)[] cells)
    {
        var header = new VolumeHeader
        {
            Series = "s",
            T = 0,
            Shape = Shape,
            Type = VoxelType.UInt16,
            VoxelMicrometres = new VoxelSize(2, 1, 1),
        };
        var found = Array.ConvertAll(cells, cell => new Detection(4, cell.Y, cell.X, 5, 1, 0, 0, 0, 0));
        var frame = new DetectedFrame(found, new float[found.Length * DetectedFrame.EmbeddingLength], new VoxelGeometry(2, 1, 1), null);
        LinkedCell[] linked = [.. found.Select((_, i) => new LinkedCell(i + 1, -1, i, 1, 0))];
        using var volume = new VolumePool().Rent(header);
        volume.Bytes.Clear();
        return SegmentationScore.Of(labels, volume, frame, linked);
    }

    private static ushort[] Balls(params (int Y, int X)[] centres)
    {
        var labels = new ushort[Shape.Voxels];
        for (int z = 0, i = 0; z < Shape.Z; z++)
        for (var y = 0; y < Shape.Y; y++)
        for (var x = 0; x < Shape.X; x++, i++)
        for (var k = 0; k < centres.Length; k++)
            if ((4 * (z - 4) * (z - 4)) + ((y - centres[k].Y) * (y - centres[k].Y)) + ((x - centres[k].X) * (x - centres[k].X)) <= 25)
                labels[i] = (ushort)(k + 1);
        return labels;
    }
}
