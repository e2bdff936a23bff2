namespace Cellect.Stream.Simulation;

/// <summary>What a painter needs to know of a cell: a textured ellipsoid.</summary>
internal readonly record struct CellAppearance(
    Vec3 Centre,
    Vec3 AxisW,
    Vec3 AxisU,
    Vec3 AxisV,
    float RadiusW,
    float RadiusU,
    float RadiusV,
    float Brightness,
    float Texture,
    float Irregularity,
    float Hollowness,
    int Nucleoli,
    ulong Seed,
    float Strands = 0
)
{
    public float MeanRadius => (RadiusW + RadiusU + RadiusV) / 3;

    /// <summary>Appearance of a cell in its phase: condensing, plate, young daughter, dying or plain.</summary>
    public static CellAppearance Of(Cell cell, CellPhase phase, float progress, Vec3 centre, SceneParameters scene)
    {
        var radius = CellCycle.RadiusOf(cell);
        var bright = (float)scene.MitoticBrightness;
        var plain = new CellAppearance(
            centre,
            cell.AxisW,
            cell.AxisU,
            cell.AxisV,
            radius * cell.RatioW,
            radius * cell.RatioU,
            radius * cell.RatioV,
            cell.Brightness * cell.Signal,
            (float)scene.TextureStrength,
            (float)scene.Irregularity,
            (float)scene.Hollowness,
            NucleoliOf(cell, scene),
            cell.TextureSeed
        );
        if (scene.Label == CellLabel.Membrane)
            return phase is CellPhase.Metaphase or CellPhase.Condensing
                ? plain with
                {
                    RadiusW = radius,
                    RadiusU = radius,
                    RadiusV = radius,
                }
                : plain;
        return phase switch
        {
            CellPhase.Condensing => plain.Sized(
                Mix(radius * cell.RatioW, radius * 0.8f, progress),
                Mix(radius * cell.RatioU, radius * 0.85f, progress),
                Mix(radius * cell.RatioV, radius * 0.85f, progress),
                Mix(1, (0.8f * bright) + 0.2f, progress)
            ) with
            {
                Nucleoli = 0,
                Hollowness = 0,
                Texture = plain.Texture * (1 + ((float)scene.CondensedTexture * progress)),
                Strands = (float)scene.ProphaseStrands * 4 * progress * (1 - progress),
            },
            CellPhase.Metaphase => plain.Sized(radius * (float)scene.PlateThickness, radius * 0.95f, radius * 0.85f, bright) with
            {
                Nucleoli = 0,
                Hollowness = 0,
                Texture = plain.Texture * 0.5f,
            },
            CellPhase.Newborn => plain.Sized(
                Mix(radius * (float)scene.DaughterThickness, radius * cell.RatioW, progress),
                Mix(radius * 0.8f, radius * cell.RatioU, progress),
                Mix(radius * 0.72f, radius * cell.RatioV, progress),
                Mix(bright, 1, progress)
            ) with
            {
                Nucleoli = progress > 0.7f ? plain.Nucleoli : 0,
                Hollowness = plain.Hollowness * progress,
                Texture = plain.Texture * (0.4f + (0.6f * progress)),
            },
            CellPhase.Dying => plain.Sized(
                plain.RadiusW,
                plain.RadiusU,
                plain.RadiusV,
                (1 + cell.Dying) * (1 - (cell.Dying * cell.Dying * cell.Dying))
            ) with
            {
                Texture = 0.6f,
                Irregularity = plain.Irregularity + 0.15f,
            },
            _ => plain,
        };
    }

    private static int NucleoliOf(Cell cell, SceneParameters scene)
    {
        var random = new RandomStream(cell.TextureSeed, 3);
        return Math.Clamp((int)(scene.Nucleoli + (0.8f * random.Gaussian()) + 0.5f), 0, 3);
    }

    private CellAppearance Sized(float w, float u, float v, float brightness) =>
        this with
        {
            RadiusW = w,
            RadiusU = u,
            RadiusV = v,
            Brightness = Brightness * brightness,
        };

    private static float Mix(float from, float to, float share) => from + ((to - from) * share);
}
