namespace Cellect.Stream.Simulation;

/// <summary>Small bright particles that wander through the volume and are no cells.</summary>
internal sealed class Debris(SceneParameters scene, Domain domain, ulong seed)
{
    public void Paint(NucleusPainter painter, Span<float> canvas, Vec3 offset, int time)
    {
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
}
