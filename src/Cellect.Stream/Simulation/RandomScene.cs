using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>Draws scenes for training (domain randomisation): every range wider than any one microscope's.</summary>
internal sealed class RandomScene(Random rng, VolumeShape shape, Hardships hardships)
{
    private const int MostCells = 260;
    private readonly SceneDraws _draw = new(rng);

    public SceneParameters Draw()
    {
        var radius = _draw.LogUniform(3.5, 9);
        // A nucleus must be seen in about two slices at least, or nobody could find it.
        var anisotropy = _draw.LogUniform(1, Math.Min(10, radius * 1.1));
        var scene = Optics(
            Cycle(
                Look(
                    new SceneParameters
                    {
                        Name = "random",
                        Shape = shape,
                        RadiusVoxels = radius,
                        Anisotropy = anisotropy,
                    }
                )
            )
        );
        return new HardScene(_draw, hardships).Of(Motion(Place(scene)));
    }

    private SceneParameters Look(SceneParameters scene)
    {
        var membrane = _draw.Chance(0.15);
        return scene with
        {
            Label = membrane ? CellLabel.Membrane : CellLabel.Nucleus,
            RadiusVoxels = membrane ? Math.Max(scene.RadiusVoxels, 5.5) : scene.RadiusVoxels,
            RadiusSpread = _draw.Uniform(0.02, 0.2),
            Elongation = _draw.Uniform(1, 1.7),
            Irregularity = _draw.Uniform(0, 0.24),
            TextureStrength = _draw.Uniform(0, 0.5),
            Nucleoli = _draw.Chance(0.5) ? 0 : _draw.Uniform(0, 2.5),
            Hollowness = _draw.Chance(0.12) ? _draw.Uniform(0.2, 0.9) : 0,
            BrightnessSpread = _draw.Uniform(0.1, 0.6),
            MembraneSigmaVoxels = _draw.Uniform(0.5, 1.2),
        };
    }

    private SceneParameters Cycle(SceneParameters scene)
    {
        var before = _draw.LogUniform(1, 6);
        var after = _draw.LogUniform(1, 6);
        return scene with
        {
            CondensationFrames = before * 0.5,
            MetaphaseFrames = before * 0.5,
            AnaphaseFrames = after,
            CycleFrames = (before + (1.4 * after)) / _draw.LogUniform(0.05, 0.17),
            CycleSpread = _draw.Uniform(0.05, 0.3),
            AnaphaseSeparationRadii = _draw.Uniform(0.8, 1.5),
            MitoticBrightness = _draw.Chance(0.2) ? _draw.Uniform(0.6, 1) : _draw.Uniform(1.1, 2.4),
            PlanarDivisions = _draw.Uniform(0, 0.9),
            DeathsPerFrame = _draw.Chance(0.5) ? 0 : _draw.LogUniform(0.0005, 0.01),
        };
    }

    private SceneParameters Optics(SceneParameters scene)
    {
        var radius = scene.RadiusVoxels;
        var photons = _draw.LogUniform(15, 2000);
        var peakCounts = _draw.Chance(0.3) ? _draw.Uniform(40, 220) : _draw.LogUniform(150, 25000);
        var eightBit = peakCounts < 220 && _draw.Chance(0.7);
        return scene with
        {
            PsfLateralVoxels = _draw.LogUniform(0.6, Math.Min(2.5, 0.4 * radius)),
            PsfAxialSlices = _draw.LogUniform(0.4, Math.Clamp(1.6 * radius / scene.Anisotropy, 0.5, 2.4)),
            HazeFraction = _draw.Uniform(0, 0.35),
            AttenuationFraction = _draw.Chance(0.3) ? 0 : _draw.Uniform(0, 0.6),
            BleachingPerFrame = _draw.Chance(0.5) ? 0 : _draw.LogUniform(0.0005, 0.03),
            FlickerFraction = _draw.Chance(0.3) ? _draw.Uniform(0, 0.12) : 0,
            BackgroundBrightness = _draw.LogUniform(0.01, 1),
            BackgroundVariation = _draw.Uniform(0, 0.8),
            PeakPhotons = photons,
            ReadNoiseElectrons = _draw.Uniform(0.5, 3.5),
            GainCountsPerPhoton = peakCounts / photons,
            OffsetCounts =
                eightBit ? _draw.Uniform(0, 20)
                : _draw.Chance(0.3) ? 0
                : _draw.LogUniform(10, 2000),
            MaxCounts =
                eightBit ? 255
                : peakCounts < 3000 && _draw.Chance(0.3) ? 4095
                : 65535,
            NoiseBlurVoxels = _draw.Chance(0.3) ? _draw.Uniform(0.3, 0.8) : 0,
            ColumnNoiseElectrons = _draw.Chance(0.1) ? _draw.Uniform(0.3, 1.5) : 0,
            DebrisCount = _draw.Chance(0.3) ? _draw.Whole(1, 25) : 0,
            ZeroBorderVoxels = _draw.Chance(0.1) ? _draw.Whole(4, Math.Max(5, scene.Shape.X / 5)) : 0,
        };
    }

    private SceneParameters Place(SceneParameters scene)
    {
        var kind = _draw.Share();
        var depth = scene.Shape.Z * scene.Anisotropy;
        var placed =
            kind < 0.4 ? Sheet(scene, depth)
            : kind < 0.75 ? scene with { Arrangement = Arrangement.Tissue, Cells = Packed(scene, depth), SpreadEvenly = _draw.Chance(0.4) }
            : Ellipsoid(scene, depth);
        return placed with { Cells = Math.Clamp(placed.Cells, 1, MostCells) };
    }

    private SceneParameters Sheet(SceneParameters scene, double depth)
    {
        var area = Math.PI * scene.RadiusVoxels * scene.RadiusVoxels;
        var curved = _draw.Chance(0.7);
        return scene with
        {
            Arrangement = Arrangement.Sheet,
            Cells = (int)(scene.Shape.Y * scene.Shape.X / area * (_draw.Chance(0.6) ? _draw.Uniform(0.6, 1) : _draw.LogUniform(0.1, 0.6))),
            Elongation = _draw.Uniform(1, 3.2),
            PsfAxialSlices = _draw.LogUniform(0.4, Math.Clamp(2.4 * scene.RadiusVoxels / scene.Anisotropy, 0.6, 3)),
            SheetDepth = _draw.Uniform(0.15, 0.7),
            SheetSlopeY = _draw.Uniform(-0.3, 0.3) * depth / scene.Shape.Y,
            SheetSlopeX = _draw.Uniform(-0.3, 0.3) * depth / scene.Shape.X,
            SheetCurvatureRadiusVoxels = curved ? _draw.LogUniform(0.8, 6) * scene.Shape.X : 1e5,
            SheetFlipped = _draw.Chance(0.25),
            YolkBrightness = _draw.Chance(0.6) ? _draw.LogUniform(0.05, 0.7) : 0,
            ContactDistance = _draw.Uniform(0.82, 1.1),
            SpreadEvenly = _draw.Chance(0.75) && scene.Label == CellLabel.Nucleus,
            ZeroFarFromTissue = _draw.Chance(0.15),
        };
    }

    private SceneParameters Ellipsoid(SceneParameters scene, double depth)
    {
        var fill = _draw.Uniform(0.5, 1.3);
        var room = HalfRoom(depth) * HalfRoom(scene.Shape.Y) * HalfRoom(scene.Shape.X);
        var most = Math.Max(1, (int)(0.5 * room / (scene.RadiusVoxels * scene.RadiusVoxels * scene.RadiusVoxels)));
        return scene with
        {
            Arrangement = Arrangement.Ellipsoid,
            EllipsoidFill = fill,
            SpreadEvenly = _draw.Chance(0.6),
            Cells = _draw.Chance(0.5) ? most : Math.Max(1, (int)_draw.LogUniform(1, most + 1)),
            MaxCells = most + 3,
            DivisionShrink = _draw.Uniform(0.85, 1),
            ZeroFarFromTissue = _draw.Chance(0.05),
        };

        // Whole cells stay inside: an ellipsoid thinner than a cell holds one layer.
        double HalfRoom(double extent) => Math.Max((0.5 * extent * fill) - scene.RadiusVoxels, 0) + (0.7 * scene.RadiusVoxels);
    }

    private int Packed(SceneParameters scene, double depth)
    {
        var ball = 4.19 * scene.RadiusVoxels * scene.RadiusVoxels * scene.RadiusVoxels;
        var room = depth * scene.Shape.Y * scene.Shape.X;
        return (int)(room / ball * (_draw.Chance(0.5) ? _draw.Uniform(0.25, 0.55) : _draw.LogUniform(0.02, 0.3)));
    }

    private SceneParameters Motion(SceneParameters scene)
    {
        var drift = _draw.Chance(0.4) ? _draw.Uniform(0, 0.6) * scene.RadiusVoxels : 0;
        var angle = _draw.Uniform(0, 2 * Math.PI);
        return scene with
        {
            SpeedRadii =
                _draw.Chance(0.2) ? _draw.Uniform(0.5, 1.1)
                : _draw.Chance(0.4) ? _draw.Uniform(0.2, 0.55)
                : _draw.LogUniform(0.03, 0.25),
            Persistence = _draw.Uniform(0, 0.95),
            FlowRadii = _draw.Chance(0.5) ? 0 : _draw.Uniform(0.03, 0.5),
            DriftY = drift * PortableMath.Sin(angle),
            DriftX = drift * PortableMath.Cos(angle),
            DriftZ = _draw.Chance(0.3) ? drift * _draw.Uniform(-0.5, 0.5) : 0,
            JitterVoxels = _draw.Chance(0.4) ? _draw.Uniform(0, 0.8) : 0,
            ContactDistance = scene.Arrangement == Arrangement.Sheet ? scene.ContactDistance : _draw.Uniform(0.85, 1.1),
        };
    }
}
