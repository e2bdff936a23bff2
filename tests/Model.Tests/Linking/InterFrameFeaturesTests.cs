using Cellect.Model.Detections;
using Cellect.Model.Linking;
using CsCheck;

namespace Cellect.Model.Tests.Linking;

public class InterFrameFeaturesTests
{
    [Fact]
    public void Compute_AllCellsMoveTogetherAndTheNetworkExpectsNoMotion_ExpectationsAreCorrected()
    {
        var before = Grid(4, 0);
        var now = Grid(4, 4);
        var features = InterFrameFeatures.Compute(now, Origins.Of(before), 1);
        for (var cell = 0; cell < now.Cells.Length; cell++)
        {
            // First value: distance from the expected place; 14th: misfit of the neighbours.
            Assert.Equal(cell, features.Index[cell * features.Candidates]);
            Assert.Equal(0, features.Pairs[cell * features.Candidates * InterFrameFeatures.PerCandidate], 1e-4f);
            Assert.Equal(4 * MathF.Sqrt(3) / 5, features.Cells[cell * InterFrameFeatures.PerCell + 7], 1e-4f);
        }
    }

    [Fact]
    public void Compute_RememberedOrigin_SaysHowLongItWasMissed()
    {
        var origins = new Origins(Frame([(0, 0, 0), (0, 0, 8)]), 1, [0, 2], [0, 5], Momentum.Unknown(2));
        var features = InterFrameFeatures.Compute(Frame([(0, 0, 0)]), origins, 2);
        var second = features.Pairs.AsSpan(InterFrameFeatures.PerCandidate, InterFrameFeatures.PerCandidate);
        Assert.Equal((2f, MathF.Log(7)), (second[17], second[18]));
    }

    [Fact]
    public void Compute_OriginThatMovedBefore_SaysHowFarTheCellIsFromWhereItWouldBe()
    {
        // Three voxels of x a time point: after two it would be at 16; the cell at 16 fits, the one at 10 is six voxels off.
        var origins = Origins.Of(Frame([(0, 0, 10)]), new Momentum([0, 0, 3], [1]));
        var features = InterFrameFeatures.Compute(Frame([(0, 0, 16), (0, 0, 10)]), origins, 2);
        float[] First(int cell) => features.Pairs.AsSpan(cell * features.Candidates * InterFrameFeatures.PerCandidate + 21, 3).ToArray();
        Assert.Equal([0, 6f / 5, 1], First(0));
        Assert.Equal([6f / 5, 6f / 5, 1], First(1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Compute_AnyCells_GivesFiniteValuesAndTheNearestOrigins(int candidates) =>
        Gen.Select(Gen.Float[-50, 50].Array[0, 60], Gen.Float[-50, 50].Array[3, 60])
            .Sample(
                (now, before) =>
                {
                    var (frame, origins) = (Frame(Places(now)), Frame(Places(before)));
                    var features = InterFrameFeatures.Compute(frame, Origins.Of(origins), 1, candidates);
                    Assert.All(features.Pairs, v => Assert.True(float.IsFinite(v)));
                    Assert.All(features.Cells, v => Assert.True(float.IsFinite(v)));
                    for (var cell = 0; cell < frame.Cells.Length; cell++)
                    {
                        var row = features.Index.AsSpan(cell * candidates, candidates).ToArray();
                        Assert.Equal(Math.Min(candidates, origins.Cells.Length), row.Where(i => i >= 0).Distinct().Count());
                    }
                },
                iter: 100
            );

    private static (float, float, float)[] Places(float[] values) =>
        [.. Enumerable.Range(0, values.Length / 3).Select(i => (values[3 * i], values[3 * i + 1], values[3 * i + 2]))];

    private static DetectedFrame Grid(int side, float shift) =>
        Frame([
            .. Enumerable
                .Range(0, side * side * side)
                .Select(i => (30f * (i / side / side) + shift, 30f * (i / side % side) + shift, 30f * (i % side) + shift)),
        ]);

    private static DetectedFrame Frame((float Z, float Y, float X)[] places) =>
        new(
            places.Select(p => new Detection(p.Z, p.Y, p.X, 5, 0.9f, 0, 0, 0, 0)).ToArray(),
            new float[places.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        );
}
