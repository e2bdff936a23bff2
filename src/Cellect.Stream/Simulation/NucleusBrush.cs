namespace Cellect.Stream.Simulation;

/// <summary>Brightness inside one nucleus, in its own frame, where its surface is the unit sphere.</summary>
internal readonly struct NucleusBrush
{
    private const float OutlineScale = 1.1f;
    private const float GrainScale = 2.6f;
    private const float StrandScale = 3.2f;
    private readonly CellAppearance _look;
    private readonly float _sharpness;
    private readonly Vec3 _outline;
    private readonly Vec3 _grain;
    private readonly Vec3 _nucleolus0;
    private readonly Vec3 _nucleolus1;
    private readonly Vec3 _nucleolus2;

    public NucleusBrush(in CellAppearance look, float edgeVoxels)
    {
        var random = new RandomStream(look.Seed, 5);
        _look = look;
        _sharpness = look.MeanRadius / edgeVoxels;
        _outline = new Vec3(random.Uniform(), random.Uniform(), random.Uniform()) * 32;
        _grain = new Vec3(random.Uniform(), random.Uniform(), random.Uniform()) * 32;
        _nucleolus0 = random.Direction() * random.Uniform(0.1f, 0.55f);
        _nucleolus1 = random.Direction() * random.Uniform(0.1f, 0.55f);
        _nucleolus2 = random.Direction() * random.Uniform(0.1f, 0.55f);
    }

    public float At(float w, float u, float v)
    {
        var distance = MathF.Sqrt((w * w) + (u * u) + (v * v));
        if (_look.Irregularity > 0)
            distance *=
                1
                + (
                    _look.Irregularity
                    * 1.6f
                    * NoiseField.At((w * OutlineScale) + _outline.Z, (u * OutlineScale) + _outline.Y, (v * OutlineScale) + _outline.X)
                );
        var inside = ((1 - distance) * _sharpness) + 0.5f;
        if (inside <= 0)
            return 0;
        inside = MathF.Min(inside, 1);
        var value = 1f;
        if (_look.Texture > 0)
            value = MathF.Max(
                0.1f,
                1
                    + (
                        _look.Texture
                        * 1.6f
                        * NoiseField.At((w * GrainScale) + _grain.Z, (u * GrainScale) + _grain.Y, (v * GrainScale) + _grain.X)
                    )
            );
        if (_look.Strands > 0)
            value *= Strand(w, u, v);
        if (_look.Nucleoli > 0)
            value *= Dark(_nucleolus0, w, u, v);
        if (_look.Nucleoli > 1)
            value *= Dark(_nucleolus1, w, u, v);
        if (_look.Nucleoli > 2)
            value *= Dark(_nucleolus2, w, u, v);
        if (_look.Hollowness > 0)
            value *= 1 - (_look.Hollowness * MathF.Max(0, 1 - (distance * distance * distance)));
        return inside * value * _look.Brightness;
    }

    /// <summary>Condensing chromosomes: bright where the field crosses zero, along curved sheets and threads.</summary>
    private float Strand(float w, float u, float v)
    {
        var field = NoiseField.At((w * StrandScale) + _grain.X, (u * StrandScale) + _grain.Z, (v * StrandScale) + _grain.Y);
        var thread = MathF.Max(0, 1 - MathF.Abs(field * 2.2f));
        return 1 + (_look.Strands * ((1.8f * thread) - 0.75f));
    }

    private static float Dark(Vec3 at, float w, float u, float v)
    {
        const float Size = 0.32f;
        var squared = ((w - at.Z) * (w - at.Z)) + ((u - at.Y) * (u - at.Y)) + ((v - at.X) * (v - at.X));
        return squared >= Size * Size ? 1 : 0.35f + (0.65f * squared / (Size * Size));
    }
}
