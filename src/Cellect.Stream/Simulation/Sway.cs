namespace Cellect.Stream.Simulation;

/// <summary>Tissue that sways to and fro without anything else moving: each place follows a sum of slow waves longer than the field of
/// view, so that neighbours move almost, but not quite, alike. A moving animal's brain, seen by a microscope that stands still.</summary>
internal sealed class Sway : ICellMotion
{
    private const int Waves = 4;
    private const float TwoPi = 2 * MathF.PI;

    private readonly Vec3[] _rest;
    private readonly Vec3[] _wave = new Vec3[Waves];
    private readonly Vec3[] _step = new Vec3[Waves];
    private readonly float[] _start = new float[Waves];
    private readonly float[] _pace = new float[Waves];
    private int _time;

    /// <param name="scene">What is simulated.</param>
    /// <param name="domain">Where.</param>
    /// <param name="cells">The cells, which settled there.</param>
    /// <param name="seed">Any number.</param>
    public Sway(SceneParameters scene, Domain domain, List<Cell> cells, ulong seed)
    {
        Cells = cells;
        _rest = [.. cells.Select(cell => cell.Position)];
        var random = new RandomStream(seed, 11);
        var extent = MathF.Max(domain.View.Y, domain.View.X) + 1;
        var amplitude = (float)(scene.SwayRadii * scene.RadiusVoxels) / MathF.Sqrt(Waves);
        for (var i = 0; i < Waves; i++)
        {
            _wave[i] = random.Direction() * (TwoPi / (extent * random.Uniform(1.5f, 3)));
            var step = random.Direction() * amplitude;
            // Animals are held flat under a cover slip.
            _step[i] = step with { Z = step.Z * 0.4f };
            _start[i] = random.Uniform(0, TwoPi);
            _pace[i] = TwoPi / ((float)scene.SwayFrames * random.Uniform(0.6f, 1.6f));
        }
    }

    /// <inheritdoc/>
    public List<Cell> Cells { get; }

    /// <inheritdoc/>
    public Vec3 Offset => default;

    /// <inheritdoc/>
    public void Advance()
    {
        _time++;
        for (var i = 0; i < _rest.Length; i++)
            Cells[i].Position = _rest[i] + At(_rest[i], _time) - At(_rest[i], 0);
    }

    private Vec3 At(Vec3 place, int time)
    {
        var sum = default(Vec3);
        for (var i = 0; i < Waves; i++)
            sum += _step[i] * (float)PortableMath.Sin(Vec3.Dot(_wave[i], place) + _start[i] + (_pace[i] * time));
        return sum;
    }
}
