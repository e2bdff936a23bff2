using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Stream.Tests.Simulation;

/// <summary>What makes simulated specimens as hard as real ones.</summary>
public sealed class HardSceneTests
{
    private static readonly VolumeShape Shape = new(24, 48, 48);

    // A bright body alone, without noise, in a dark volume.
    private static readonly SceneParameters Body = new()
    {
        Shape = Shape,
        Arrangement = Arrangement.Ellipsoid,
        Cells = 1,
        CycleFrames = 0,
        Anisotropy = 2,
        BodyCount = 1,
        PeakPhotons = 1000,
        ReadNoiseElectrons = 0,
        HazeFraction = 0,
        BackgroundBrightness = 0,
        AttenuationFraction = 0,
    };

    [Fact]
    public void Bodies_Shine_AndAreNoCells()
    {
        var with = new SimulatedSpecimen(Body, 2).Next();
        var without = new SimulatedSpecimen(Body with { BodyCount = 0 }, 2).Next();
        Assert.Equal(without.Cells, with.Cells);
        Assert.True(Changed(without, with) > 30);
    }

    [Fact]
    public void Tail_BringsLightToSlicesAboveAndBelow()
    {
        var plain = Slices(new SimulatedSpecimen(Body, 2).Next());
        var tail = Slices(new SimulatedSpecimen(Body with { TailFraction = 0.4, TailSlices = 6 }, 2).Next());
        Assert.True(tail.Count(sum => sum > 0) > plain.Count(sum => sum > 0) + 6);
    }

    [Fact]
    public void Polygon_LeavesExactZerosOutside_AndNoCellsThere()
    {
        var scene = SceneParameters.LymphNode with { Shape = Shape, Cells = 200, ZeroPolygonSides = 5 };
        var frame = new SimulatedSpecimen(scene, 3).Next();
        var zero = frame.Voxels.Count(v => v == 0) / (double)frame.Voxels.Length;
        Assert.InRange(zero, 0.05, 0.6);
        Assert.NotEmpty(frame.Cells);
        // A centre just inside may round to a voxel just outside.
        Assert.InRange(frame.Cells.Count(cell => At(frame, cell) == 0), 0, frame.Cells.Count / 20);
    }

    [Fact]
    public void Cytoplasm_FillsTheEllipsoidAlone()
    {
        var dark = new SimulatedSpecimen(Body with { BodyCount = 0 }, 4).Next();
        var bright = new SimulatedSpecimen(Body with { BodyCount = 0, CytoplasmBrightness = 0.5 }, 4).Next();
        var (middle, corner) = (Index(12, 24, 24), Index(0, 0, 0));
        Assert.True(bright.Voxels[middle] > dark.Voxels[middle] + 100 || Changed(dark, bright) > 5000);
        Assert.Equal(dark.Voxels[corner], bright.Voxels[corner]);
    }

    [Fact]
    public void Random_OfManySeeds_HasEveryHardship()
    {
        var scenes = Enumerable.Range(0, 400).Select(seed => SceneParameters.Random(new Random(seed), Shape)).ToArray();
        Assert.Contains(scenes, s => s.TailFraction > 0 && s.TailSlices > 6);
        Assert.Contains(scenes, s => s.BodyCount > 0);
        Assert.Contains(scenes, s => s.CytoplasmBrightness > 0);
        Assert.Contains(scenes, s => s.ZeroPolygonSides > 0);
        Assert.Contains(scenes, s => s.PlateThickness < 0.3);
        Assert.Contains(scenes, s => s.Arrangement != Arrangement.Sheet && s.Elongation > 2.5);
        Assert.Contains(scenes, s => s.PsfAxialSlices > 5);
        Assert.Contains(scenes, s => s.PeakPhotons < 5);
    }

    private static int Changed(SimulatedFrame a, SimulatedFrame b) => a.Voxels.Zip(b.Voxels).Count(pair => pair.First != pair.Second);

    private static long[] Slices(SimulatedFrame frame) =>
        [
            .. frame
                .Voxels.Chunk(Shape.Y * Shape.X)
                .Select(slice => slice.Sum(v => (long)Math.Max(0, v - (int)new SceneParameters().OffsetCounts - 5))),
        ];

    private static ushort At(SimulatedFrame frame, SimulatedCell cell) =>
        frame.Voxels[Index((int)MathF.Round(cell.Node.Z), (int)MathF.Round(cell.Node.Y), (int)MathF.Round(cell.Node.X))];

    private static int Index(int z, int y, int x) => ((z * Shape.Y) + y) * Shape.X + x;
}
