namespace Cellect.Stream.Simulation;

/// <summary>What shines and is no cell: small particles that wander through the volume, and bright compact bodies that stay.</summary>
internal sealed class Debris(SceneParameters scene, Domain domain, ulong seed)
{
    public void Paint(NucleusPainter painter, Span<float> canvas, Vec3 offset, int time)
    {
        PaintBodies(painter, canvas, offset, time);
        for (var i = 0; i < scene.DebrisCount; i++)
        {
            var random = new RandomStream(seed, 100_000 + (ulong)i);
            var start = new Vec3(random.Uniform() * domain.View.Z, random.Uniform() * domain.View.Y, random.Uniform() * domain.View.X);
            var step = random.GaussianVector() * (0.1f * (float)scene.RadiusVoxels);
            var radius = random.Uniform(1f, 2f);
            painter.Paint(
                canvas,
                new CellAppearance(
                    start + offset + (step * time),
                    new Vec3(1, 0, 0),
                    new Vec3(0, 1, 0),
                    new Vec3(0, 0, 1),
                    MathF.Max(radius, (float)scene.Anisotropy * 0.5f),
                    radius,
                    radius,
                    random.Uniform(0.5f, 3f),
                    0,
                    0,
                    0,
                    0,
                    0
                )
            );
        }
    }

    private void PaintBodies(NucleusPainter painter, Span<float> canvas, Vec3 offset, int time)
    {
        const float slow = 0.03f;
        for (var i = 0; i < scene.BodyCount; i++)
        {
            var random = new RandomStream(seed, 200_000 + (ulong)i);
            var start = Place(ref random);
            var step = random.GaussianVector() * (slow * (float)scene.RadiusVoxels);
            var radius = MathF.Max(1.5f, (float)scene.RadiusVoxels * random.Uniform(0.4f, 0.8f));
            painter.Paint(
                canvas,
                new CellAppearance(
                    start + offset + (step * time),
                    new Vec3(1, 0, 0),
                    new Vec3(0, 1, 0),
                    new Vec3(0, 0, 1),
                    MathF.Max(radius, (float)scene.Anisotropy * 0.5f),
                    radius,
                    radius * random.Uniform(0.8f, 1.25f),
                    (float)scene.BodyBrightness * random.Uniform(0.7f, 1.4f),
                    0.1f,
                    0.05f,
                    0,
                    0,
                    random.NextBits()
                )
            );
        }
    }

    /// <summary>Under the shell of an ellipsoid, where polar bodies lie; elsewhere anywhere.</summary>
    private Vec3 Place(ref RandomStream random)
    {
        if (scene.Arrangement != Arrangement.Ellipsoid)
            return new Vec3(random.Uniform() * domain.View.Z, random.Uniform() * domain.View.Y, random.Uniform() * domain.View.X);
        var outward = random.Direction() * random.Uniform(0.7f, 1f);
        return domain.Centre + new Vec3(outward.Z * domain.HalfAxes.Z, outward.Y * domain.HalfAxes.Y, outward.X * domain.HalfAxes.X);
    }
}
