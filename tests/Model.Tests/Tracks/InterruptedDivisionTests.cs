using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Tests.Linking;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Tracks;

/// <summary>Across an interruption a division has to be likelier than elsewhere: 0.5 in place of 0.2.</summary>
public class InterruptedDivisionTests
{
    [Theory]
    [InlineData(0.4f, new[] { 1, 1, 1 }, 1)]
    [InlineData(0.4f, new[] { 1, 1, 2 }, 0)]
    [InlineData(0.4f, new[] { 2, 2, 2 }, 1)]
    [InlineData(0.6f, new[] { 1, 1, 2 }, 1)]
    public void Link_ADivisionAcrossMissingVolumes_HasToBeLikelier(float probability, int[] steps, int divisions)
    {
        using var linking = new CellLinking(new DistanceMatcher(probability), new LinkerOptions(), ModelCalibration.Identity, 0.5f);
        Link(linking, steps[0], (20, 20));
        Link(linking, steps[1], (20, 20));
        Assert.Equal(divisions, Link(linking, steps[2], (20, 17), (20, 23)).Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 0)]
    public void Link_ADivisionWhereTheSpecimenJumped_HasToBeLikelier(int shift, int divisions)
    {
        using var linking = new CellLinking(new DistanceMatcher(0.4f), new LinkerOptions(), ModelCalibration.Identity, 0.5f);
        Link(linking, 1, (20, 20));
        var frame = Frame((20, 17), (20, 23)).With((0, shift, 0), []);
        Assert.Equal(divisions, linking.Link(frame, 1, (41, 41, 41), repeated: false).Divisions.Length);
    }

    private static DivisionEvent[] Link(CellLinking linking, int timeStep, params (float Y, float X)[] cells) =>
        linking.Link(Frame(cells), timeStep, (41, 41, 41), repeated: false).Divisions;

    private static DetectedFrame Frame(params (float Y, float X)[] cells) =>
        new(
            Array.ConvertAll(cells, c => new Detection(20, c.Y, c.X, 4, 0.95f, 0, 0, 0, 0)),
            new float[cells.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        );
}
