using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Stream.Tests.Simulation;

public class SimulatedSpecimenTests
{
    private static readonly VolumeShape Small = new(10, 40, 44);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Next_SameSeedOnSeveralThreads_GivesSameBytesAndTruth(int seed)
    {
        var scene = SceneParameters.Random(new Random(seed), Small);
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Run(scene, 7, 3))));
        foreach (var run in runs)
            for (var t = 0; t < 3; t++)
            {
                Assert.Equal(runs[0][t].Voxels, run[t].Voxels);
                Assert.Equal(runs[0][t].Cells, run[t].Cells);
            }
    }

    [Fact]
    public void Next_OtherSeed_GivesOtherVoxelsAndOtherCells()
    {
        var scene = SceneParameters.LymphNode with { Shape = Small, Cells = 30 };
        var one = new SimulatedSpecimen(scene, 1).Next();
        var two = new SimulatedSpecimen(scene, 2).Next();
        Assert.NotEqual(one.Voxels, two.Voxels);
        Assert.NotEqual(one.Cells, two.Cells);
    }

    /// <summary>Golden hash, computed once on Linux x64: a change of the dynamics or the optics must change it on purpose, a change of
    /// platform must not.</summary>
    [Theory]
    [InlineData("embryo", EmbryoHash)]
    [InlineData("lymphnode", LymphNodeHash)]
    public void Next_NamedScene_HasTheGoldenBytes(string name, ulong hash)
    {
        var (scene, seed) = SceneName.Parse($"{name}?z=10&y=40&x=44&cells=20&seed=3");
        Assert.Equal(hash, HashOf(Run(scene, seed, 3)));
    }

    private const ulong EmbryoHash = 9070365977943633601;
    private const ulong LymphNodeHash = 10956876220692825270;

    [Theory]
    [InlineData(Arrangement.Tissue)]
    [InlineData(Arrangement.Ellipsoid)]
    [InlineData(Arrangement.Sheet)]
    public void Next_CleanScene_CellCentresAreBrighterThanTheBackground(Arrangement arrangement)
    {
        var scene = Clean() with { Arrangement = arrangement };
        var frame = new SimulatedSpecimen(scene, 5).Next();
        Assert.NotEmpty(frame.Cells);
        var background = (scene.OffsetCounts + (scene.BackgroundBrightness * scene.PeakPhotons * scene.GainCountsPerPhoton)) * 1.1;
        Assert.All(frame.Cells, cell => Assert.InRange(At(frame, scene.Shape, cell), background * 1.5, 65535));
    }

    [Fact]
    public void Next_MembraneScene_ShellIsBrighterThanTheCentre()
    {
        var scene = Clean() with
        {
            Label = CellLabel.Membrane,
            RadiusVoxels = 9,
            Cells = 4,
            Shape = new VolumeShape(20, 80, 80),
            Irregularity = 0,
            Elongation = 1,
            Nucleoli = 0,
        };
        var frame = new SimulatedSpecimen(scene, 5).Next();
        var centres = frame.Cells.Average(cell => At(frame, scene.Shape, cell));
        Assert.True(frame.Voxels.Max() > 2 * centres, $"brightest voxel {frame.Voxels.Max()}, mean of the centres {centres}");
    }

    [Fact]
    public void Next_CellsOutOfSight_AreNeitherDrawnNorListedAndComeBackWithoutParent()
    {
        // Nobody divides, dies or moves: whatever comes and goes is the loss.
        var scene = Clean() with
        {
            LossPerFrame = 0.2,
            CycleFrames = 0,
            DeathsPerFrame = 0,
            SpeedRadii = 0,
            FlowRadii = 0,
            JitterVoxels = 0,
            DriftZ = 0,
            DriftY = 0,
            DriftX = 0,
        };
        var frames = Run(scene, 5, 30);
        var everyone = frames.SelectMany(frame => frame.Cells.Select(cell => cell.Cell)).Distinct().Count();
        Assert.InRange(frames.Average(frame => frame.Cells.Count) / everyone, 0.25, 0.65);
        var back = 0;
        for (var t = 1; t < frames.Length; t++)
        {
            var before = frames[t - 1].Cells.Select(cell => cell.Cell).ToHashSet();
            foreach (var cell in frames[t].Cells)
                Assert.Equal(before.Contains(cell.Cell), cell.Node.Parent >= 0);
            back += frames[t].Cells.Count(cell => !before.Contains(cell.Cell));
            var gone = frames[t - 1].Cells.Where(cell => frames[t].Cells.All(other => other.Cell != cell.Cell)).ToList();
            Assert.All(gone, cell => Assert.True(At(frames[t], scene.Shape, cell) < At(frames[t - 1], scene.Shape, cell)));
        }

        Assert.True(back > 10, $"{back} came back");
    }

    [Fact]
    public void Next_CellsThatLeap_GoFarInOneFrameAndTheOthersStay()
    {
        var scene = Clean() with
        {
            LeapsPerFrame = 0.1,
            Cells = 20,
            Shape = new VolumeShape(30, 120, 120),
            CycleFrames = 0,
            DeathsPerFrame = 0,
            SpeedRadii = 0,
            FlowRadii = 0,
            JitterVoxels = 0,
            DriftZ = 0,
            DriftY = 0,
            DriftX = 0,
        };
        var steps = new List<double>();
        SimulatedCell[] before = [];
        foreach (var frame in Run(scene, 3, 20))
        {
            steps.AddRange(
                frame
                    .Cells.Where(cell => cell.Node.Parent >= 0)
                    .Select(cell => Step(cell, before.Single(old => old.Node.Id == cell.Node.Parent)))
            );
            before = [.. frame.Cells];
        }

        // Those that leap out of view are not seen to.
        Assert.InRange(steps.Count(step => step > 1.5) / (double)steps.Count, 0.02, 0.12);
        Assert.True(steps.Count(step => step < 0.3) > 0.8 * steps.Count, "most stay where they are, or make a little room");
        Assert.All(steps, step => Assert.InRange(step, 0, 6.5));

        double Step(SimulatedCell cell, SimulatedCell old)
        {
            double dz = (cell.Node.Z - old.Node.Z) * scene.Anisotropy,
                dy = cell.Node.Y - old.Node.Y,
                dx = cell.Node.X - old.Node.X;
            return Math.Sqrt(dz * dz + dy * dy + dx * dx) / old.Node.RadiusVoxels;
        }
    }

    [Fact]
    public void Next_BleachingScene_GetsDarker()
    {
        var scene = Clean() with { BleachingPerFrame = 0.2, CycleFrames = 0, DeathsPerFrame = 0 };
        var frames = Run(scene, 1, 5);
        double Signal(int t) => frames[t].Voxels.Average(v => (double)v) - scene.OffsetCounts;
        Assert.InRange(Signal(4) / Signal(0), 0.8 * Math.Pow(0.8, 4), 1.2 * Math.Pow(0.8, 4));
    }

    [Fact]
    public void Next_EmbryoScene_DividesIntoManyMore()
    {
        var scene = SceneParameters.Embryo with { Shape = new VolumeShape(16, 64, 80), Anisotropy = 4, RadiusVoxels = 7 };
        var frames = Run(scene, 1, 60);
        Assert.InRange(frames[0].Cells.Count, 5, 16);
        Assert.InRange(frames[59].Cells.Count, 100, 400);
    }

    [Fact]
    public void Next_LymphNodeScene_KeepsItsNumberWhileCellsEnterLeaveAndDivide()
    {
        var scene = SceneParameters.LymphNode with { Shape = new VolumeShape(12, 64, 64), Cells = 60 };
        var frames = Run(scene, 1, 40);
        Assert.All(frames, frame => Assert.InRange(frame.Cells.Count, 36, 90));
        var nodes = frames.SelectMany(frame => frame.Cells).ToList();
        Assert.Contains(frames[39].Cells, cell => cell.Node.Parent >= 0);
        Assert.True(nodes.Count(cell => cell.Node.T > 0 && cell.Node.Parent < 0) > 10, "cells enter");
        Assert.True(
            nodes.Where(cell => cell.Node.Parent >= 0).GroupBy(cell => cell.Node.Parent).Count(group => group.Count() == 2) > 5,
            "cells divide"
        );
    }

    [Fact]
    public void Next_ZeroBorder_IsExactlyZeroAndHoldsNoCell()
    {
        var scene = Clean() with { ZeroBorderVoxels = 14 };
        var frame = new SimulatedSpecimen(scene, 2).Next();
        Assert.Contains(frame.Voxels, voxel => voxel == 0);
        Assert.All(frame.Cells, cell => Assert.NotEqual(0, At(frame, scene.Shape, cell)));
    }

    [Fact]
    public void Next_SingleSlice_StillHoldsCells()
    {
        var frame = new SimulatedSpecimen(SceneParameters.LymphNode.With("z=1&y=64&x=64&cells=40"), 1).Next();
        Assert.InRange(frame.Cells.Count, 20, 60);
    }

    [Theory]
    [InlineData(0, 4, 5)]
    [InlineData(8, 0, 5)]
    [InlineData(8, 4, double.NaN)]
    public void New_SceneWithoutExtent_IsRefused(int rows, double anisotropy, double radius) =>
        Assert.Throws<ArgumentException>(() =>
            new SimulatedSpecimen(Clean() with { Shape = new VolumeShape(4, rows, 8), Anisotropy = anisotropy, RadiusVoxels = radius }, 1)
        );

    [Fact]
    public void Next_EightBitScene_SaturatesAtItsMaximum()
    {
        var scene = Clean() with { MaxCounts = 255, GainCountsPerPhoton = 5 };
        Assert.Equal(255, new SimulatedSpecimen(scene, 2).Next().Voxels.Max());
    }

    private static SceneParameters Clean() =>
        new()
        {
            Shape = new VolumeShape(14, 72, 72),
            Anisotropy = 3,
            Cells = 25,
            BrightnessSpread = 0.05,
            TextureStrength = 0.1,
            Nucleoli = 0,
            PeakPhotons = 3000,
            GainCountsPerPhoton = 3,
            BackgroundBrightness = 0.03,
            HazeFraction = 0.02,
        };

    private static int At(SimulatedFrame frame, VolumeShape shape, SimulatedCell cell)
    {
        var (z, y, x) = ((int)(cell.Node.Z + 0.5f), (int)(cell.Node.Y + 0.5f), (int)(cell.Node.X + 0.5f));
        return frame.Voxels[(((z * shape.Y) + y) * shape.X) + x];
    }

    private static SimulatedFrame[] Run(SceneParameters scene, ulong seed, int frames)
    {
        var specimen = new SimulatedSpecimen(scene, seed);
        return [.. Enumerable.Range(0, frames).Select(_ => specimen.Next())];
    }

    private static ulong HashOf(SimulatedFrame[] frames)
    {
        var hash = 14695981039346656037UL;
        foreach (var frame in frames)
        foreach (var voxel in frame.Voxels)
            hash = (hash ^ voxel) * 1099511628211UL;
        return hash;
    }
}
