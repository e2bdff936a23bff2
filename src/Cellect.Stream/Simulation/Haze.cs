namespace Cellect.Stream.Simulation;

/// <summary>Everything broad and smooth, computed at a quarter of the lateral resolution: out-of-focus light, yolk and
/// background.</summary>
internal sealed class Haze
{
    private const int Step = 4;
    private readonly SceneParameters _scene;
    private readonly Domain _domain;
    private readonly int _height;
    private readonly int _width;
    private readonly float[] _coarse;
    private readonly float[] _fixedPattern;
    private readonly float[] _line;
    private readonly GaussianBlur _blur;
    private readonly Vec3 _phase;

    public Haze(SceneParameters scene, Domain domain, ulong seed)
    {
        _scene = scene;
        _domain = domain;
        _height = ((scene.Shape.Y + Step - 1) / Step) + 1;
        _width = ((scene.Shape.X + Step - 1) / Step) + 1;
        _coarse = new float[scene.Shape.Z * _height * _width];
        _fixedPattern = new float[_coarse.Length];
        _line = new float[_width];
        _blur = new GaussianBlur(scene.Shape.Z, _height, _width);
        var random = new RandomStream(seed, 2);
        _phase = new Vec3(random.Uniform(), random.Uniform(), random.Uniform()) * 32;
        FillPattern();
    }

    /// <summary>Moves part of the light of <paramref name="signal"/> into a wide neighbourhood and adds yolk and background.</summary>
    public void Apply(Span<float> signal)
    {
        var fraction = (float)_scene.HazeFraction;
        Shrink(signal);
        _blur.Apply(_coarse, 2.5f, (float)(2 * _scene.RadiusVoxels / Step));
        for (var i = 0; i < _coarse.Length; i++)
            _coarse[i] = (_coarse[i] * fraction) + _fixedPattern[i];
        Add(signal, 1 - fraction);
    }

    private void FillPattern()
    {
        var wave = 1 / (0.35f * (_domain.View.X + 1));
        var grain = (float)(1 / (1.5 * _scene.RadiusVoxels));
        for (int z = 0, i = 0; z < _scene.Shape.Z; z++)
        for (var y = 0; y < _height; y++)
        for (var x = 0; x < _width; x++, i++)
        {
            var place = new Vec3((float)(z * _scene.Anisotropy), y * Step, x * Step);
            var at = (place * wave) + _phase;
            var level = MathF.Max(0.1f, 1 + ((float)_scene.BackgroundVariation * NoiseField.At(at.Z, at.Y, at.X)));
            _fixedPattern[i] = (float)_scene.BackgroundBrightness * level;
            if (_scene.YolkBrightness > 0)
                _fixedPattern[i] += Yolk(place, grain);
            if (_scene.CytoplasmBrightness > 0)
                _fixedPattern[i] += Cytoplasm(place, grain);
        }

        _blur.Apply(_fixedPattern, 1.5f, 1.5f);
    }

    private float Yolk(Vec3 place, float grain)
    {
        var below = Vec3.Dot(new Vec3(place.Z - _domain.SurfaceZ(place), 0, 0), _domain.SurfaceNormal(place));
        var depth = (below - (1.6f * (float)(_scene.RadiusVoxels * _scene.Elongation))) / (float)(2 * _scene.RadiusVoxels);
        if (_scene.Arrangement != Arrangement.Sheet || depth <= 0)
            return 0;
        var at = (place * grain) + _phase;
        return (float)_scene.YolkBrightness * MathF.Min(depth, 1) * (1 + (0.35f * NoiseField.At(at.Z, at.Y, at.X)));
    }

    private float Cytoplasm(Vec3 place, float grain)
    {
        if (_scene.Arrangement == Arrangement.Ellipsoid)
        {
            var (from, half) = (place - _domain.Centre, _domain.HalfAxes);
            if (new Vec3(from.Z / half.Z, from.Y / half.Y, from.X / half.X).LengthSquared > 1)
                return 0;
        }

        var at = (place * grain) + _phase;
        return (float)_scene.CytoplasmBrightness * (1 + (0.4f * NoiseField.At(at.Z, at.Y, at.X)));
    }

    private void Shrink(ReadOnlySpan<float> signal)
    {
        Array.Clear(_coarse);
        var shape = _scene.Shape;
        for (var z = 0; z < shape.Z; z++)
        for (var y = 0; y < shape.Y; y++)
        {
            var row = signal.Slice(((z * shape.Y) + y) * shape.X, shape.X);
            var into = _coarse.AsSpan(((z * _height) + ((y + (Step / 2)) / Step)) * _width, _width);
            for (var x = 0; x < row.Length; x++)
                into[(x + (Step / 2)) / Step] += row[x] * (1f / (Step * Step));
        }
    }

    private void Add(Span<float> signal, float keep)
    {
        var shape = _scene.Shape;
        for (var z = 0; z < shape.Z; z++)
        for (var y = 0; y < shape.Y; y++)
        {
            var share = (y % Step) / (float)Step;
            var above = _coarse.AsSpan(((z * _height) + (y / Step)) * _width, _width);
            var below = _coarse.AsSpan(((z * _height) + Math.Min((y / Step) + 1, _height - 1)) * _width, _width);
            for (var x = 0; x < _width; x++)
                _line[x] = above[x] + ((below[x] - above[x]) * share);
            AddLine(signal.Slice(((z * shape.Y) + y) * shape.X, shape.X), keep);
        }
    }

    private void AddLine(Span<float> row, float keep)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var left = _line[x / Step];
            row[x] = (row[x] * keep) + left + ((_line[(x / Step) + 1] - left) * ((x % Step) / (float)Step));
        }
    }
}
