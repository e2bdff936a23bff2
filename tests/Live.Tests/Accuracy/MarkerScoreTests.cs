using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;
using Cellect.Stream.Sources;

namespace Cellect.Live.Tests.Accuracy;

public sealed class MarkerScoreTests
{
    // A cell that divides: frames 0, 1 and 2; ids 0, 1 and 2, 3.
    private static readonly TruthNode[][] Truth =
    [
        [Node(0, 20, 0, -1)],
        [Node(1, 20, 1, 0)],
        [Node(2, 14, 2, 1), Node(2, 26, 3, 1)],
    ];

    [Fact]
    public void Tracking_EverythingFound_IsOne()
    {
        var score = new MarkerScore();
        Add(score, 0, (20, 1, -1));
        Add(score, 1, (20, 1, -1));
        Add(score, 2, (14, 2, 1), (26, 3, 1));
        Assert.Equal(1, score.Tracking());
    }

    [Fact]
    public void Tracking_DivisionMissed_CostsAnEdgeAndAWrongOne()
    {
        var score = new MarkerScore();
        Add(score, 0, (20, 1, -1));
        Add(score, 1, (20, 1, -1));
        Add(score, 2, (14, 1, -1), (26, 2, -1));
        // One edge to add (1.5), one to change from a link to a division (1), of 4 markers (10 each) and 3 edges (1.5 each).
        Assert.Equal(1 - (2.5 / 44.5), score.Tracking()!.Value, 1e-9);
    }

    [Fact]
    public void Tracking_CellMissed_CostsItsMarkerAndItsEdges()
    {
        var score = new MarkerScore();
        Add(score, 0, (20, 1, -1));
        Add(score, 1);
        Add(score, 2, (14, 2, -1), (26, 3, -1));
        Assert.Equal(1 - ((10 + (3 * 1.5)) / 44.5), score.Tracking()!.Value, 1e-9);
    }

    private static void Add(MarkerScore score, int t, params (float X, int Track, int Parent)[] cells)
    {
        var header = new VolumeHeader
        {
            Series = "s",
            T = t,
            Shape = new VolumeShape(9, 24, 40),
            Type = VoxelType.UInt16,
            VoxelMicrometres = new VoxelSize(2, 1, 1),
        };
        var found = Array.ConvertAll(cells, cell => new Detection(4, 12, cell.X, 4, 1, 0, 0, 0, 0));
        var frame = new DetectedFrame(found, new float[found.Length * DetectedFrame.EmbeddingLength], new(2, 1, 1), null);
        using var volume = new VolumePool().Rent(header);
        volume.Bytes.Clear();
        score.Add(volume, Truth[t], frame, [.. cells.Select((cell, i) => new LinkedCell(cell.Track, cell.Parent, i, 1, 0))]);
    }

    private static TruthNode Node(int t, float x, int id, int parent) => new(t, 4, 12, x, id, parent, 4);
}
