using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>Draws scenes for training (domain randomisation): every range wider than any one microscope's.</summary>
internal sealed class RandomScene(Random rng, VolumeShape shape)
{
    private const int MostCells = 260;

    public SceneParameters Draw()
    {
        var radius = LogUniform(3.5, 9);
        // A nucleus must be seen in about two slices at least, or nobody could find it.
        var anisotropy = LogUniform(1, Math.Min(10, radius * 1.1));
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
        return Hard(Motion(Place(scene)));
    }

    private SceneParameters Look(SceneParameters scene)
    {
        var membrane = Chance(0.15);
        return scene with
        {
            Label = membrane ? CellLabel.Membrane : CellLabel.Nucleus,
            RadiusVoxels = membrane ? Math.Max(scene.RadiusVoxels, 5.5) : scene.RadiusVoxels,
            RadiusSpread = Uniform(0.02, 0.2),
            Elongation = Uniform(1, 1.7),
            Irregularity = Uniform(0, 0.24),
            TextureStrength = Uniform(0, 0.5),
            Nucleoli = Chance(0.5) ? 0 : Uniform(0, 2.5),
            Hollowness = Chance(0.12) ? Uniform(0.2, 0.9) : 0,
            BrightnessSpread = Uniform(0.1, 0.6),
            MembraneSigmaVoxels = Uniform(0.5, 1.2),
        };
    }

    private SceneParameters Cycle(SceneParameters scene)
    {
        var before = LogUniform(1, 6);
        var after = LogUniform(1, 6);
        return scene with
        {
            CondensationFrames = before * 0.5,
            MetaphaseFrames = before * 0.5,
            AnaphaseFrames = after,
            CycleFrames = (before + (1.4 * after)) / LogUniform(0.05, 0.17),
            CycleSpread = Uniform(0.05, 0.3),
            AnaphaseSeparationRadii = Uniform(0.8, 1.5),
            MitoticBrightness = Chance(0.2) ? Uniform(0.6, 1) : Uniform(1.1, 2.4),
            PlanarDivisions = Uniform(0, 0.9),
            DeathsPerFrame = Chance(0.5) ? 0 : LogUniform(0.0005, 0.01),
        };
    }

    private SceneParameters Optics(SceneParameters scene)
    {
        var radius = scene.RadiusVoxels;
        var photons = LogUniform(15, 2000);
        var peakCounts = Chance(0.3) ? Uniform(40, 220) : LogUniform(150, 25000);
        var eightBit = peakCounts < 220 && Chance(0.7);
        return scene with
        {
            PsfLateralVoxels = LogUniform(0.6, Math.Min(2.5, 0.4 * radius)),
            PsfAxialSlices = LogUniform(0.4, Math.Clamp(1.6 * radius / scene.Anisotropy, 0.5, 2.4)),
            HazeFraction = Uniform(0, 0.35),
            AttenuationFraction = Chance(0.3) ? 0 : Uniform(0, 0.6),
            BleachingPerFrame = Chance(0.5) ? 0 : LogUniform(0.0005, 0.03),
            FlickerFraction = Chance(0.3) ? Uniform(0, 0.12) : 0,
            BackgroundBrightness = LogUniform(0.01, 1),
            BackgroundVariation = Uniform(0, 0.8),
            PeakPhotons = photons,
            ReadNoiseElectrons = Uniform(0.5, 3.5),
            GainCountsPerPhoton = peakCounts / photons,
            OffsetCounts =
                eightBit ? Uniform(0, 20)
                : Chance(0.3) ? 0
                : LogUniform(10, 2000),
            MaxCounts =
                eightBit ? 255
                : peakCounts < 3000 && Chance(0.3) ? 4095
                : 65535,
            NoiseBlurVoxels = Chance(0.3) ? Uniform(0.3, 0.8) : 0,
            ColumnNoiseElectrons = Chance(0.1) ? Uniform(0.3, 1.5) : 0,
            DebrisCount = Chance(0.3) ? rng.Next(1, 25) : 0,
            ZeroBorderVoxels = Chance(0.1) ? rng.Next(4, Math.Max(5, scene.Shape.X / 5)) : 0,
        };
    }

    private SceneParameters Place(SceneParameters scene)
    {
        var kind = rng.NextDouble();
        var depth = scene.Shape.Z * scene.Anisotropy;
        var placed =
            kind < 0.4 ? Sheet(scene, depth)
            : kind < 0.75 ? scene with { Arrangement = Arrangement.Tissue, Cells = Packed(scene, depth), SpreadEvenly = Chance(0.4) }
            : Ellipsoid(scene, depth);
        return placed with { Cells = Math.Clamp(placed.Cells, 1, MostCells) };
    }

    private SceneParameters Sheet(SceneParameters scene, double depth)
    {
        var area = Math.PI * scene.RadiusVoxels * scene.RadiusVoxels;
        var curved = Chance(0.7);
        return scene with
        {
            Arrangement = Arrangement.Sheet,
            Cells = (int)(scene.Shape.Y * scene.Shape.X / area * (Chance(0.6) ? Uniform(0.6, 1) : LogUniform(0.1, 0.6))),
            Elongation = Uniform(1, 3.2),
            PsfAxialSlices = LogUniform(0.4, Math.Clamp(2.4 * scene.RadiusVoxels / scene.Anisotropy, 0.6, 3)),
            SheetDepth = Uniform(0.15, 0.7),
            SheetSlopeY = Uniform(-0.3, 0.3) * depth / scene.Shape.Y,
            SheetSlopeX = Uniform(-0.3, 0.3) * depth / scene.Shape.X,
            SheetCurvatureRadiusVoxels = curved ? LogUniform(0.8, 6) * scene.Shape.X : 1e5,
            SheetFlipped = Chance(0.25),
            YolkBrightness = Chance(0.6) ? LogUniform(0.05, 0.7) : 0,
            ContactDistance = Uniform(0.82, 1.1),
            SpreadEvenly = Chance(0.75) && scene.Label == CellLabel.Nucleus,
            ZeroFarFromTissue = Chance(0.15),
        };
    }

    private SceneParameters Ellipsoid(SceneParameters scene, double depth)
    {
        var fill = Uniform(0.5, 1.3);
        var room = HalfRoom(depth) * HalfRoom(scene.Shape.Y) * HalfRoom(scene.Shape.X);
        var most = Math.Max(1, (int)(0.5 * room / (scene.RadiusVoxels * scene.RadiusVoxels * scene.RadiusVoxels)));
        return scene with
        {
            Arrangement = Arrangement.Ellipsoid,
            EllipsoidFill = fill,
            SpreadEvenly = Chance(0.6),
            Cells = Chance(0.5) ? most : Math.Max(1, (int)LogUniform(1, most + 1)),
            MaxCells = most + 3,
            DivisionShrink = Uniform(0.85, 1),
            ZeroFarFromTissue = Chance(0.05),
        };

        // Whole cells stay inside: an ellipsoid thinner than a cell holds one layer.
        double HalfRoom(double extent) => Math.Max((0.5 * extent * fill) - scene.RadiusVoxels, 0) + (0.7 * scene.RadiusVoxels);
    }

    /// <summary>What real recordings have and a plain scene lacks: shadows above and below bright bodies, masks, haze in the cytoplasm,
    /// flat plates that part far, long nuclei, light spread along z, deep and dim cells.</summary>
    private SceneParameters Hard(SceneParameters scene)
    {
        if (Chance(0.4))
            scene = scene with
            {
                TailFraction = Uniform(0.08, 0.45),
                TailSlices = LogUniform(2, 8),
                TailLateralVoxels = Uniform(0.15, 0.5) * scene.RadiusVoxels,
            };
        if (Chance(0.35))
            scene = scene with { BodyCount = rng.Next(1, 5), BodyBrightness = LogUniform(3, 9) };
        if (Chance(0.4))
            scene = scene with { CytoplasmBrightness = LogUniform(0.03, 0.45) };
        if (Chance(0.3))
            scene = scene with { ZeroPolygonSides = rng.Next(4, 10) };
        if (scene.Label == CellLabel.Nucleus && Chance(0.4))
            scene = Mitoses(scene);
        if (scene.Label == CellLabel.Nucleus && scene.Arrangement != Arrangement.Sheet && Chance(0.2))
            scene = scene with
            {
                Elongation = Uniform(1.7, 3),
                Cells = Math.Max(1, (int)(0.6 * scene.Cells)),
                ContactDistance = Uniform(1, 1.3),
            };
        if (scene.Anisotropy < 3 && Chance(0.4))
            scene = SpreadAxially(scene);
        return Chance(0.2) ? Dim(scene) : scene;
    }

    /// <summary>Chromatin that condenses over some frames into a thin bright plate of any direction.</summary>
    private SceneParameters Mitoses(SceneParameters scene) =>
        scene with
        {
            CondensationFrames = Uniform(1, 3.5),
            MetaphaseFrames = Uniform(0.7, 2),
            AnaphaseFrames = Uniform(2, 6),
            PlateThickness = Uniform(0.26, 0.36),
            DaughterThickness = Uniform(0.28, 0.45),
            CondensedTexture = Uniform(1, 3),
            MitoticBrightness = Uniform(1.3, 3),
            AnaphaseSeparationRadii = Uniform(1, 2),
            PlanarDivisions = Chance(0.6) ? 0 : scene.PlanarDivisions,
        };

    /// <summary>Closely spaced slices, over many of which a cell's light is spread.</summary>
    private SceneParameters SpreadAxially(SceneParameters scene) =>
        scene with
        {
            PsfAxialSlices = LogUniform(1.5, Math.Min(8, Math.Max(1.6, 1.6 * scene.RadiusVoxels / scene.Anisotropy))),
            Cells = Math.Max(1, (int)(Uniform(0.3, 0.7) * scene.Cells)),
        };

    private SceneParameters Dim(SceneParameters scene)
    {
        var photons = LogUniform(3, 15);
        return scene with
        {
            PeakPhotons = photons,
            GainCountsPerPhoton = scene.GainCountsPerPhoton * scene.PeakPhotons / photons,
            ReadNoiseElectrons = Uniform(0.2, 1.2),
            BackgroundBrightness = Math.Min(scene.BackgroundBrightness, 0.5),
            AttenuationFraction = Math.Max(scene.AttenuationFraction, Uniform(0, 0.85)),
        };
    }

    private int Packed(SceneParameters scene, double depth)
    {
        var ball = 4.19 * scene.RadiusVoxels * scene.RadiusVoxels * scene.RadiusVoxels;
        var room = depth * scene.Shape.Y * scene.Shape.X;
        return (int)(room / ball * (Chance(0.5) ? Uniform(0.25, 0.55) : LogUniform(0.02, 0.3)));
    }

    private SceneParameters Motion(SceneParameters scene)
    {
        var drift = Chance(0.4) ? Uniform(0, 0.6) * scene.RadiusVoxels : 0;
        var angle = Uniform(0, 2 * Math.PI);
        return scene with
        {
            SpeedRadii =
                Chance(0.2) ? Uniform(0.5, 1.1)
                : Chance(0.4) ? Uniform(0.2, 0.55)
                : LogUniform(0.03, 0.25),
            Persistence = Uniform(0, 0.95),
            FlowRadii = Chance(0.5) ? 0 : Uniform(0.03, 0.5),
            DriftY = drift * PortableMath.Sin(angle),
            DriftX = drift * PortableMath.Cos(angle),
            DriftZ = Chance(0.3) ? drift * Uniform(-0.5, 0.5) : 0,
            JitterVoxels = Chance(0.4) ? Uniform(0, 0.8) : 0,
            ContactDistance = scene.Arrangement == Arrangement.Sheet ? scene.ContactDistance : Uniform(0.85, 1.1),
        };
    }

    private bool Chance(double share) => rng.NextDouble() < share;

    private double Uniform(double low, double high) => low + ((high - low) * rng.NextDouble());

    private double LogUniform(double low, double high) =>
        low * PortableMath.Exp(rng.NextDouble() * PortableMath.Log(Math.Max(high, low) / low));
}
