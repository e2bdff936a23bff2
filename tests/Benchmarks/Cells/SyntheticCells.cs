using Cellect.Model.Detections;

namespace Cellect.Benchmarks.Cells;

/// <summary>
/// Crowded cells as the detector would report them: they jostle about their places, one in a hundred divides in a frame and as many leave,
/// and one in fifty is found twice. The number of cells stays the same.
/// </summary>
internal sealed class SyntheticCells
{
    private const float Radius = 5.5f,
        Spacing = 13,
        Step = 1.5f,
        Pull = 0.3f,
        BackError = 1,
        EmbeddingError = 0.05f;
    private const int Turnover = 100,
        Twice = 50;
    private static readonly VoxelGeometry Geometry = new(2.0, 0.4, 0.4);

    private readonly Random _random;
    private Body[] _bodies;

    /// <param name="cells">Cells in every frame, duplicates not counted.</param>
    /// <param name="seed">Another seed, other cells.</param>
    public SyntheticCells(int cells, int seed)
    {
        _random = new Random(seed);
        _bodies = Grid(cells);
    }

    private sealed record Body(
        float Z,
        float Y,
        float X,
        (float Z, float Y, float X) Home,
        float[] Looks,
        bool Born,
        (float Z, float Y, float X) Back
    );

    /// <summary>The next frame; places in voxels (z, y, x).</summary>
    public DetectedFrame Next()
    {
        var turnover = _bodies.Length / Turnover;
        var next = new List<Body>(_bodies.Length);
        for (var i = 0; i < _bodies.Length; i++)
        {
            if (i < turnover)
                continue;
            if (i < 2 * turnover)
                next.AddRange(Daughters(_bodies[i]));
            else
                next.Add(Move(_bodies[i], 0, 0, born: false));
        }

        _bodies = [.. next];
        _random.Shuffle(_bodies);
        return Detect();
    }

    private DetectedFrame Detect()
    {
        var cells = new List<Detection>();
        var embeddings = new List<float>();
        foreach (var body in _bodies)
            for (var copy = 0; copy < (_random.Next(Twice) == 0 ? 2 : 1); copy++)
            {
                cells.Add(Detect(body, copy));
                embeddings.AddRange(Normalised(body.Looks, EmbeddingError));
            }

        return new DetectedFrame([.. cells], [.. embeddings], Geometry, null);
    }

    private Detection Detect(Body body, int copy) =>
        new(
            body.Z / Geometry.Anisotropy,
            body.Y + 2 * copy,
            body.X,
            Radius * (1 + 0.1f * Normal()),
            (copy == 0 ? 0.75f : 0.55f) + 0.2f * _random.NextSingle(),
            body.Born ? 0.9f : 0.1f * _random.NextSingle(),
            (body.Back.Z + BackError * Normal()) / Geometry.Anisotropy,
            body.Back.Y + BackError * Normal(),
            body.Back.X + BackError * Normal()
        );

    private Body[] Daughters(Body mother)
    {
        var angle = MathF.Tau * _random.NextSingle();
        float y = 5 * MathF.Sin(angle),
            x = 5 * MathF.Cos(angle);
        return [Move(mother, y, x, born: true), Move(mother, -y, -x, born: true)];
    }

    private Body Move(Body body, float y, float x, bool born)
    {
        var home = (body.Home.Z, Y: body.Home.Y + y, X: body.Home.X + x);
        var dz = Pull * (home.Z - body.Z) + Step * Normal();
        var dy = y + Pull * (home.Y - body.Y - y) + Step * Normal();
        var dx = x + Pull * (home.X - body.X - x) + Step * Normal();
        return new Body(body.Z + dz, body.Y + dy, body.X + dx, home, body.Looks, born, (-dz, -dy, -dx));
    }

    private Body[] Grid(int cells)
    {
        var side = (int)Math.Ceiling(Math.Cbrt(cells));
        var bodies = new Body[cells];
        for (var i = 0; i < cells; i++)
        {
            var (z, y, x) = (
                Spacing * (i / (side * side)) + Normal(),
                Spacing * (i / side % side) + Normal(),
                Spacing * (i % side) + Normal()
            );
            bodies[i] = new Body(z, y, x, (z, y, x), Normalised(new float[DetectedFrame.EmbeddingLength], 1), false, default);
        }

        return bodies;
    }

    private float[] Normalised(float[] vector, float error)
    {
        var noisy = Array.ConvertAll(vector, v => v + error * Normal());
        var length = MathF.Sqrt(noisy.Sum(v => v * v));
        return Array.ConvertAll(noisy, v => v / length);
    }

    private float Normal() => MathF.Sqrt(-2 * MathF.Log(1 - _random.NextSingle())) * MathF.Cos(MathF.Tau * _random.NextSingle());
}
