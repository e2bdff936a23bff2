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
        Assert.Contains(scenes, s => s.ZeroFadeVoxels > 0);
        Assert.Contains(scenes, s => s.SheetFoldRadii > 1);
        Assert.Contains(scenes, s => s.DeepBlurVoxels > 0);
        Assert.Contains(scenes, s => s.ProphaseStrands > 0);
        Assert.Contains(scenes, s => s.PlateThickness < 0.3);
        Assert.Contains(scenes, s => s.Arrangement != Arrangement.Sheet && s.Elongation > 2.5);
        Assert.Contains(scenes, s => s.PsfAxialSlices > 5);
        Assert.Contains(scenes, s => s.PeakPhotons < 5);
    }

    [Fact]
    public void Random_WithoutAGroup_HasNoneOfIt()
    {
        var plain = Drawn(Hardships.None);
        Assert.All(plain, s => Assert.True(s is { TailFraction: 0, BodyCount: 0, ZeroPolygonSides: 0, DeepBlurVoxels: 0 }));
        Assert.All(Drawn(Hardships.All & ~Hardships.Mitosis), s => Assert.Equal(new SceneParameters().PlateThickness, s.PlateThickness));
        Assert.All(Drawn(Hardships.All & ~Hardships.Shadows), s => Assert.True(s is { TailFraction: 0, CytoplasmBrightness: 0 }));
        Assert.All(Drawn(Hardships.All & ~Hardships.Shape), s => Assert.True(s.PeakPhotons >= 15 && s.SheetFoldRadii == 0));

        static SceneParameters[] Drawn(Hardships hardships) =>
            [.. Enumerable.Range(0, 200).Select(seed => SceneParameters.Random(new Random(seed), Shape, hardships))];
    }

    [Fact]
    public void PolygonFade_DimsTheBorder_AndEndsInExactZeros()
    {
        var scene = SceneParameters.LymphNode with { Shape = Shape, Cells = 200, ZeroPolygonSides = 5 };
        var sharp = new SimulatedSpecimen(scene, 3).Next();
        var faded = new SimulatedSpecimen(scene with { ZeroFadeVoxels = 2 }, 3).Next();
        var pairs = sharp.Voxels.Zip(faded.Voxels).ToArray();
        Assert.Contains(pairs, pair => pair is { First: 0, Second: > 0 });
        Assert.Contains(pairs, pair => pair.First > 2 * pair.Second && pair.Second > 0);
        Assert.Contains(pairs, pair => pair is { First: 0, Second: 0 });
    }

    [Fact]
    public void DeepBlur_ChangesTheLastSliceMoreThanTheFirst()
    {
        var scene = SceneParameters.LymphNode with
        {
            Shape = Shape,
            Cells = 200,
            HazeFraction = 0,
            PeakPhotons = 1e5,
            GainCountsPerPhoton = 0.01,
        };
        var (plain, blurred) = (new SimulatedSpecimen(scene, 3).Next(), new SimulatedSpecimen(scene with { DeepBlurVoxels = 2 }, 3).Next());
        var change = plain
            .Voxels.Zip(blurred.Voxels, (a, b) => (double)Math.Abs(a - b))
            .Chunk(Shape.Y * Shape.X)
            .Select(slice => slice.Sum())
            .ToArray();
        Assert.True(change[^6..].Sum() > 2 * change[..6].Sum());
    }

    [Fact]
    public void Folds_RaiseAndLowerCellsOfASheet()
    {
        var scene = new SceneParameters
        {
            Shape = new VolumeShape(40, 96, 96),
            Arrangement = Arrangement.Sheet,
            Anisotropy = 1,
            Cells = 60,
            RadiusVoxels = 4,
            SheetDepth = 0.5,
            SheetCurvatureRadiusVoxels = 1e5,
            CycleFrames = 0,
        };
        Assert.True(Spread(scene with { SheetFoldRadii = 2, SheetFoldLengthRadii = 10 }) > 2 * Spread(scene));

        static double Spread(SceneParameters scene)
        {
            var z = new SimulatedSpecimen(scene, 5).Next().Cells.Select(cell => (double)cell.Node.Z).ToArray();
            return z.Max() - z.Min();
        }
    }

    [Fact]
    public void Strands_MakeCondensingNucleiUneven()
    {
        // All cells condense together for the whole of the first volumes.
        var scene = Body with
        {
            BodyCount = 0,
            Arrangement = Arrangement.Tissue,
            Cells = 30,
            CycleFrames = 12,
            CondensationFrames = 11,
            TextureStrength = 0,
            RadiusVoxels = 9,
        };
        Assert.True(Unevenness(scene with { ProphaseStrands = 1 }) > 1.05 * Unevenness(scene));

        static double Unevenness(SceneParameters scene)
        {
            var voxels = new SimulatedSpecimen(scene, 6).Next().Voxels.Select(v => (double)v).ToArray();
            var mean = voxels.Average();
            return voxels.Sum(v => (v - mean) * (v - mean)) / voxels.Length / (mean * mean);
        }
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
