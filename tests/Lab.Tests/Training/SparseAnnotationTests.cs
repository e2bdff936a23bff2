using Cellect.Lab.Training;
using static TorchSharp.torch;

namespace Cellect.Lab.Tests.Training;

public sealed class SparseAnnotationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect").FullName;

    [Fact]
    public void SetCells_SparseItem_SupervisesTheCellItsShellAndTheDarkAlone()
    {
        var batch = new TrainingBatch(1, 4, 32);
        var dark = new bool[4 * 16 * 16];
        dark[0] = true;
        batch.SuperviseOnly(0, dark);
        var cell = new TrainingCell(2, 16.5f, 16.5f, 6, -1, false);
        batch.SetCells(0, [cell], [], [(-1, false)], NetworkTrainerTests.Balls(1) with { Dense = false });
        Assert.Equal((1f, 1f), Trust(0));
        Assert.Equal((1f, 1f), Trust((2 * 16 + 8) * 16 + 8));
        // 3.5 map voxels of 3 are 1.17 radii: no centre there, but perhaps a neighbour's body.
        Assert.Equal(1, Trust((2 * 16 + 8) * 16 + 11).Centre);
        Assert.Equal((0f, 0f), Trust((2 * 16 + 8) * 16 + 13));
        Assert.False(batch.Cells[0][0].OriginKnown);

        (float Centre, float Foreground) Trust(int index) => (batch.CentreTrust[index], batch.ForegroundTrust[index]);
    }

    [Fact]
    public void SetAbsent_APlaceWithoutACell_IsBackgroundThatIsKnown_ButNoneWithinACell()
    {
        var batch = new TrainingBatch(1, 4, 32);
        batch.SuperviseOnly(0, new bool[4 * 16 * 16]);
        var cell = new TrainingCell(2, 16.5f, 8.5f, 6, -1, false) { Weight = 0.25f };
        batch.SetCells(0, [cell], [], [(-1, false)], NetworkTrainerTests.Balls(1) with { Dense = false });
        batch.SetAbsent(0, [cell with { X = 24.5f, Weight = 1 }, cell with { X = 9.5f, Weight = 1 }], 2);
        var (within, alone) = ((2 * 16 + 8) * 16 + 4, (2 * 16 + 8) * 16 + 12);
        Assert.Equal((0.25f, 0.25f, (byte)1), (batch.CentreTrust[within], batch.ForegroundTrust[within], batch.Foreground[within]));
        Assert.Equal((1f, 1f, (byte)0), (batch.CentreTrust[alone], batch.ForegroundTrust[alone], batch.Foreground[alone]));
        Assert.Equal(0, batch.Level[alone]);
        Assert.Equal(0.25f, batch.Cells[0][0].Cell.Weight);
    }

    [Fact]
    public void Balanced_VoxelThatMayNotBeJudged_DoesNotChangeTheLoss()
    {
        using var scope = NewDisposeScope();
        var target = tensor(new[] { 1f, 0f, 0f });
        var judged = tensor(new[] { 1f, 1f, 0f });
        var one = NetworkLoss.Balanced(tensor(new[] { 0f, 0f, -9f }), target, judged).item<float>();
        var other = NetworkLoss.Balanced(tensor(new[] { 0f, 0f, 9f }), target, judged).item<float>();
        Assert.Equal(MathF.Log(2), one, 5);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Radius_OfBrightBalls_IsTheirs()
    {
        var balls = NetworkTrainerTests.Balls(3);
        var shells = new (double Sum, long Count)[RadiusEstimate.Most + 1];
        foreach (var cell in balls.Cells[0].Take(1))
            RadiusEstimate.Collect(
                balls.Volumes[0],
                (balls.Depth, balls.Height, balls.Width),
                balls.Geometry.Anisotropy,
                new AnnotatedPoint(0, cell.Z, cell.Y, cell.X, 1, -1, 0),
                shells
            );
        Assert.InRange(RadiusEstimate.Of(shells), 3, 5);
    }

    [Fact]
    public void Part_OfSparseSeries_KeepsHeldOutCellsOutAndCutsWhatIsThere()
    {
        var balls = NetworkTrainerTests.Balls(4);
        using var store = new FrameStore(Path.Combine(_folder, "frames.tmp"), balls.Depth, balls.Height, balls.Width);
        for (var t = 0; t < balls.Frames; t++)
            store.Add(t, balls.Volumes[t]);
        var points = balls
            .Cells.SelectMany(
                (cells, t) => cells.Select((c, k) => new AnnotatedPoint(t, c.Z, c.Y, c.X, 10 * t + k, t == 0 ? -1 : 10 * (t - 1) + k, 4))
            )
            .ToArray();
        var frames = new AnnotatedFrames(points, balls.Frames);
        Assert.Equal([2], frames.Held);
        var series = new AnnotatedSeries(store, frames, points, balls.Geometry, dense: false, radius: null);
        Assert.Equal(4, series.Radius, 3);
        for (var n = 0; n < 20; n++)
        {
            var part = series.Part(new TrainingOptions { CropDepth = 8, CropSide = 32 }, n);
            Assert.Equal((10, 64, 64), (part.Depth, part.Height, part.Width));
            Assert.Equal(5, part.Cells[2].Length);
            // The held-out frame 2 shows its image and never its cells.
            Assert.All(Enumerable.Range(0, 3), i =>
                Assert.True(part.Cells[i].Length == 0 || !part.Volumes[i].SequenceEqual(store.Read(2, 0, 0, 0, 10, 64, 64)))
            );
        }

        var held = Assert.Single(series.HeldOut());
        Assert.Equal(5, held.Cells[1].Length);
        Assert.Equal(balls.Volumes[2], held.Volumes[1]);
    }

    [Fact]
    public void Frames_OneAnnotatedFrame_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new AnnotatedFrames([new AnnotatedPoint(0, 1, 1, 1, 1, -1, 4)], 3));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
