namespace Cellect.Stream.Simulation;

/// <summary>Makes a random scene as hard as real recordings are (docs/simulation.md, "As hard as real specimens").</summary>
internal sealed class HardScene(SceneDraws draw, Hardships hardships)
{
    public SceneParameters Of(SceneParameters scene)
    {
        if (hardships.HasFlag(Hardships.Shadows))
            scene = Shadows(scene);
        if (hardships.HasFlag(Hardships.Mitosis) && scene.Label == CellLabel.Nucleus && draw.Chance(0.4))
            scene = Mitoses(scene);
        return hardships.HasFlag(Hardships.Shape) ? Shape(scene) : scene;
    }

    private SceneParameters Shadows(SceneParameters scene)
    {
        if (draw.Chance(0.4))
            scene = scene with
            {
                TailFraction = draw.Uniform(0.08, 0.45),
                TailSlices = draw.LogUniform(2, 8),
                TailLateralVoxels = draw.Uniform(0.15, 0.5) * scene.RadiusVoxels,
            };
        if (draw.Chance(0.35))
            scene = scene with { BodyCount = draw.Whole(1, 5), BodyBrightness = draw.LogUniform(3, 9) };
        if (draw.Chance(0.4))
            scene = scene with { CytoplasmBrightness = draw.LogUniform(0.03, 0.45) };
        if (draw.Chance(0.3))
            scene = scene with { ZeroPolygonSides = draw.Whole(4, 10), ZeroFadeVoxels = draw.Chance(0.5) ? draw.Uniform(0.5, 4) : 0 };
        return scene;
    }

    /// <summary>Chromatin that condenses over some frames, in strands at first, into a thin bright plate of any direction.</summary>
    private SceneParameters Mitoses(SceneParameters scene) =>
        scene with
        {
            CondensationFrames = draw.Uniform(1, 3.5),
            MetaphaseFrames = draw.Uniform(0.7, 2),
            AnaphaseFrames = draw.Uniform(2, 6),
            PlateThickness = draw.Uniform(0.26, 0.36),
            DaughterThickness = draw.Uniform(0.28, 0.45),
            CondensedTexture = draw.Uniform(1, 3),
            ProphaseStrands = draw.Chance(0.6) ? draw.Uniform(0.3, 1) : 0,
            MitoticBrightness = draw.Uniform(1.3, 3),
            AnaphaseSeparationRadii = draw.Uniform(1, 2),
            PlanarDivisions = draw.Chance(0.6) ? 0 : scene.PlanarDivisions,
        };

    private SceneParameters Shape(SceneParameters scene)
    {
        if (scene.Label == CellLabel.Nucleus && scene.Arrangement != Arrangement.Sheet && draw.Chance(0.2))
            scene = scene with
            {
                Elongation = draw.Uniform(1.7, 3),
                Cells = Math.Max(1, (int)(0.6 * scene.Cells)),
                ContactDistance = draw.Uniform(1, 1.3),
            };
        if (scene.Arrangement == Arrangement.Sheet && draw.Chance(0.3))
            scene = scene with { SheetFoldRadii = draw.Uniform(0.5, 2.5), SheetFoldLengthRadii = draw.LogUniform(8, 25) };
        if (scene.Anisotropy < 3 && draw.Chance(0.4))
            scene = SpreadAxially(scene);
        if (draw.Chance(0.25))
            scene = scene with { DeepBlurVoxels = draw.Uniform(0.15, 0.45) * scene.RadiusVoxels };
        return draw.Chance(0.2) ? Dim(scene) : scene;
    }

    /// <summary>Closely spaced slices, over many of which a cell's light is spread.</summary>
    private SceneParameters SpreadAxially(SceneParameters scene) =>
        scene with
        {
            PsfAxialSlices = draw.LogUniform(1.5, Math.Min(8, Math.Max(1.6, 1.6 * scene.RadiusVoxels / scene.Anisotropy))),
            Cells = Math.Max(1, (int)(draw.Uniform(0.3, 0.7) * scene.Cells)),
        };

    private SceneParameters Dim(SceneParameters scene)
    {
        var photons = draw.LogUniform(3, 15);
        return scene with
        {
            PeakPhotons = photons,
            GainCountsPerPhoton = scene.GainCountsPerPhoton * scene.PeakPhotons / photons,
            ReadNoiseElectrons = draw.Uniform(0.2, 1.2),
            BackgroundBrightness = Math.Min(scene.BackgroundBrightness, 0.5),
            AttenuationFraction = Math.Max(scene.AttenuationFraction, draw.Uniform(0, 0.85)),
        };
    }
}
