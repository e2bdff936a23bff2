using Cellect.Benchmarks.Accuracy.Ablation;
using Cellect.Model.Detections;

namespace Cellect.Live.Tests.Accuracy;

public sealed class AblationTests
{
    [Fact]
    public void NearestNeighbour_TwoCellsAndOneParent_TheNearerIsLinked()
    {
        var graph = NearestNeighbour.Run([Frame(10, 40), Frame(13, 11, 80)]);
        Assert.Equal(5, graph.NodeCount);
        Assert.Equal([-1, -1, 1, 0, -1], Enumerable.Range(0, 5).Select(graph.Parent));
    }

    [Fact]
    public void NearestNeighbour_EmptyFrame_BreaksTheTracks() =>
        Assert.Equal(0, NearestNeighbour.Run([Frame(10), Frame(), Frame(10)]).EdgeCount);

    [Fact]
    public void Probabilities_DistanceAlone_FallWithDistanceAndSumToOne()
    {
        var origins = new float[4];
        DistanceOrigins.Probabilities([0.2f, 1, float.PositiveInfinity], origins);
        Assert.Equal(1, origins.Sum(), 1e-5f);
        Assert.True(origins[0] > origins[1] && origins[1] > origins[3] && origins[3] > origins[2]);
        Assert.Equal(0, origins[2]);
    }

    [Fact]
    public void Markdown_TwoSpecimens_HasALineForEachVariant()
    {
        var figures = AblationTable.Variants.Select((_, i) => new double?[] { i / 10.0, null }).ToArray();
        var lines = AblationTable
            .Markdown([(["a", "b"], figures), (["c"], [.. figures.Select(row => new double?[] { 12.34 })])])
            .Split('\n');
        Assert.Equal("| | a | b | c |", lines[0]);
        Assert.Equal($"| {AblationTable.Variants[1]} | 0.100 | – | 12.3 |", lines[3]);
    }

    private static DetectedFrame Frame(params float[] columns)
    {
        var cells = Array.ConvertAll(columns, x => new Detection(0, 0, x, 5, 1, 0, 0, 0, 0));
        return new DetectedFrame(cells, new float[cells.Length * DetectedFrame.EmbeddingLength], new(1, 1, 1), null);
    }
}
