using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>
/// Draws cell membranes: each voxel knows the signed distance to its nearest and second-nearest cell surface, and the membrane lies
/// where a free surface is crossed or, between cells that press on each other, where both distances are equal (a Voronoi face).
/// </summary>
internal sealed class MembranePainter(VolumeShape shape, float anisotropy, float sigma, float irregularity)
{
    private const float Far = 1e6f;

    /// <summary>Where a membrane lies, in radii of its cell.</summary>
    public const float Swelling = 1.12f;

    private const float Cytoplasm = 0.1f;
    private readonly float[] _nearest = new float[shape.Voxels];
    private readonly float[] _second = new float[shape.Voxels];
    private readonly float[] _brightness = new float[shape.Voxels];

    public void Paint(Span<float> canvas, ReadOnlySpan<CellAppearance> looks)
    {
        Array.Fill(_nearest, Far);
        Array.Fill(_second, Far);
        foreach (ref readonly var look in looks)
            Measure(look);
        for (var i = 0; i < canvas.Length; i++)
        {
            var near = _nearest[i];
            if (near >= 4 * sigma)
                continue;
            var off = near > 0 ? near : MathF.Min(-near, (_second[i] - near) * 0.5f);
            var profile = 1 / (1 + (off * off / (1.4f * sigma * sigma)));
            canvas[i] += _brightness[i] * (profile * profile + (near < 0 ? Cytoplasm : 0));
        }
    }

    private void Measure(in CellAppearance look)
    {
        var size = MathF.Max(look.RadiusW, MathF.Max(look.RadiusU, look.RadiusV)) * Swelling;
        var mean = look.MeanRadius * Swelling;
        var reach = size * (1 + (1.5f * irregularity)) + (4 * sigma);
        var z0 = Math.Max(0, (int)MathF.Ceiling((look.Centre.Z - reach) / anisotropy));
        var z1 = Math.Min(shape.Z - 1, (int)MathF.Floor((look.Centre.Z + reach) / anisotropy));
        var y0 = Math.Max(0, (int)MathF.Ceiling(look.Centre.Y - reach));
        var y1 = Math.Min(shape.Y - 1, (int)MathF.Floor(look.Centre.Y + reach));
        var x0 = Math.Max(0, (int)MathF.Ceiling(look.Centre.X - reach));
        var x1 = Math.Min(shape.X - 1, (int)MathF.Floor(look.Centre.X + reach));
        var random = new RandomStream(look.Seed, 6);
        var phase = new Vec3(random.Uniform(), random.Uniform(), random.Uniform()) * 32;
        for (var z = z0; z <= z1; z++)
        for (var y = y0; y <= y1; y++)
        for (var x = x0; x <= x1; x++)
        {
            var from = new Vec3((z * anisotropy) - look.Centre.Z, y - look.Centre.Y, x - look.Centre.X);
            if (from.LengthSquared > reach * reach)
                continue;
            var w = Vec3.Dot(from, look.AxisW) / (look.RadiusW * Swelling);
            var u = Vec3.Dot(from, look.AxisU) / (look.RadiusU * Swelling);
            var v = Vec3.Dot(from, look.AxisV) / (look.RadiusV * Swelling);
            var distance = MathF.Sqrt((w * w) + (u * u) + (v * v));
            if (irregularity > 0)
                distance += irregularity * NoiseField.At(w + phase.Z, u + phase.Y, v + phase.X);
            Keep((((z * shape.Y) + y) * shape.X) + x, (distance - 1) * mean, look.Brightness);
        }
    }

    private void Keep(int at, float distance, float brightness)
    {
        if (distance < _nearest[at])
        {
            _second[at] = _nearest[at];
            _nearest[at] = distance;
            _brightness[at] = brightness;
        }
        else if (distance < _second[at])
        {
            _second[at] = distance;
        }
    }
}
