namespace Cellect.Stream.Simulation;

/// <summary>A smooth field of steps that neighbours share: a few waves longer than the field of view, slowly turning.</summary>
internal sealed class TissueFlow
{
    private const int Waves = 3;
    private readonly Vec3[] _wave = new Vec3[Waves];
    private readonly Vec3[] _step = new Vec3[Waves];
    private readonly float[] _start = new float[Waves];

    public TissueFlow(SceneParameters scene, Domain domain, ref RandomStream random)
    {
        var amplitude = (float)(scene.FlowRadii * scene.RadiusVoxels) / MathF.Sqrt(Waves) * 1.4f;
        var extent = MathF.Max(domain.View.Y, domain.View.X) + 1;
        for (var i = 0; i < Waves; i++)
        {
            _wave[i] = random.Direction() * (2 * MathF.PI / (extent * random.Uniform(0.8f, 2.5f)));
            _step[i] = random.Direction() * amplitude;
            _start[i] = random.Uniform(0, 2 * MathF.PI);
        }
    }

    public Vec3 At(Vec3 place, int time)
    {
        var sum = default(Vec3);
        for (var i = 0; i < Waves; i++)
            sum += _step[i] * (float)PortableMath.Sin(Vec3.Dot(_wave[i], place) + _start[i] + (0.05f * time));
        return sum;
    }
}
