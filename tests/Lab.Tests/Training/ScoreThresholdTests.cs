using Cellect.Lab.Training;
using Cellect.Model.Detections;
using Cellect.Model.Tests.Linking;

namespace Cellect.Lab.Tests.Training;

public class ScoreThresholdTests
{
    [Fact]
    public void Choose_NoiseThatComesAndGoesBelowACellThatStays_LiesJustAboveTheNoise()
    {
        // One true cell of 0.9 that stays, and in each frame a false one of 0.65 somewhere else, so far away that nothing links.
        var cells = Enumerable.Range(0, 5).Select(t => new[] { new TrainingCell(4, 20, 20, 5, t == 0 ? -1 : 0, false) }).ToArray();
        var frames = Enumerable.Range(0, 5).Select(t => Frame((20, 20, 0.9f), (400 + 200 * (t % 2), 400, 0.65f))).ToArray();
        var sequence = new TrainingSequence(8, 1000, 1000, new VoxelGeometry(1, 1, 1), new ushort[5][], cells);
        using var matcher = new DistanceMatcher(0.01f);
        Assert.Equal(
            0.66f,
            ScoreThreshold.Choose([new DetectedSequence(sequence, [0, 1, 2, 3, 4], frames, KnowsTime: true)], matcher, _ => { })
        );
    }

    private static DetectedFrame Frame(params (float Y, float X, float Score)[] cells) =>
        new(
            Array.ConvertAll(cells, c => new Detection(4, c.Y, c.X, 5, c.Score, 0, 0, 0, 0)),
            new float[cells.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        );
}
