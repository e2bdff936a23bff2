using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Linking;

public class CondensationTests
{
    [Fact]
    public void Evidence_CellsAsBrightAsAny_IsNone() => Assert.Equal(0, Condensation.Unknown(1).Evidence(0, 1, 1));

    [Fact]
    public void Evidence_MotherThatCondensed_SpeaksForADivisionAndDimDaughtersAgainstIt()
    {
        var memory = After([1, 1], [1.1f, 1], [1.7f, 1]);
        var condensation = memory.Origins!.Condensation;
        Assert.True(condensation.Evidence(0, 1.6f, 1.5f) > 1.2f);
        Assert.True(condensation.Evidence(0, 1.6f, 1.5f) > condensation.Evidence(0, 1.6f, 0.4f) + 1.5f);
        Assert.Equal(0, condensation.Evidence(1, 1, 1), 0.01f);
        Assert.True(condensation.Evidence(1, 1, 0.2f) < -1.5f);
    }

    [Fact]
    public void Evidence_Any_IsBounded()
    {
        var condensation = After([1], [1], [50]).Origins!.Condensation;
        Assert.InRange(condensation.Evidence(0, 50, 50), 0, 2.5f);
        Assert.InRange(condensation.Evidence(0, 0, 50), -2.5f, 2.5f);
    }

    [Fact]
    public void Advance_RememberedCell_KeepsItsBrightness()
    {
        var memory = After([1, 3]);
        memory.Advance(Frame([1]), [0], 1);
        Assert.Equal([1, 3], memory.Origins!.Condensation.Last);
    }

    /// <summary>Cells that go on one to one, with their brightness in each frame.</summary>
    private static CellMemory After(params float[][] frames)
    {
        var memory = new CellMemory(2);
        foreach (var frame in frames)
            memory.Advance(Frame(frame), Enumerable.Range(0, frame.Length).Select(i => memory.Origins is null ? -1 : i).ToArray(), 1);
        return memory;
    }

    private static DetectedFrame Frame(float[] brightness) =>
        new DetectedFrame(
            [.. brightness.Select((_, i) => new Detection(0, 0, 20 * i, 5, 0.9f, 0, 0, 0, 0))],
            new float[brightness.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        ).With(default, brightness);
}
