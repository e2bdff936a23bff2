namespace Cellect.Stream.Simulation;

/// <summary>Image formation, in order: cells, debris, point spread, haze and background, camera, zero fill.</summary>
internal sealed class SpecimenCamera
{
    private readonly SceneParameters _scene;
    private readonly float[] _canvas;
    private readonly NucleusPainter _nuclei;
    private readonly MembranePainter? _membranes;
    private readonly GaussianBlur _pointSpread;
    private readonly Haze _haze;
    private readonly Debris _debris;
    private readonly Camera _camera;
    private readonly float[]? _tail;
    private readonly float[]? _deep;
    private float _reference;

    public SpecimenCamera(SceneParameters scene, Domain domain, ulong seed)
    {
        _scene = scene;
        _canvas = new float[scene.Shape.Voxels];
        _nuclei = new NucleusPainter(scene.Shape, (float)scene.Anisotropy);
        if (scene.Label == CellLabel.Membrane)
            _membranes = new MembranePainter(
                scene.Shape,
                (float)scene.Anisotropy,
                (float)scene.MembraneSigmaVoxels,
                (float)scene.Irregularity
            );
        _pointSpread = new GaussianBlur(scene.Shape.Z, scene.Shape.Y, scene.Shape.X);
        if (scene.TailFraction > 0)
            _tail = new float[_canvas.Length];
        if (scene.DeepBlurVoxels > 0)
            _deep = new float[_canvas.Length];
        _haze = new Haze(scene, domain, seed);
        _debris = new Debris(scene, domain, seed);
        _camera = new Camera(scene, seed);
        Zeros = new ZeroFill(scene, domain, seed);
    }

    public ZeroFill Zeros { get; }

    public ushort[] Expose(CellAppearance[] looks, Vec3 offset, int time)
    {
        Array.Clear(_canvas);
        if (_membranes is not null)
            _membranes.Paint(_canvas, looks);
        else
            foreach (ref readonly var look in looks.AsSpan())
                _nuclei.Paint(_canvas, look);
        _debris.Paint(_nuclei, _canvas, offset, time);
        _pointSpread.Apply(_canvas, (float)_scene.PsfAxialSlices, (float)_scene.PsfLateralVoxels);
        if (_deep is not null)
            BlurWithDepth(_deep);
        if (_tail is not null)
            AddTail(_tail);
        Normalise();
        _haze.Apply(_canvas);
        var counts = new ushort[_canvas.Length];
        _camera.Expose(_canvas, counts, time);
        Zeros.Apply(counts);
        return counts;
    }

    private void BlurWithDepth(float[] deep)
    {
        _canvas.CopyTo(deep, 0);
        var sigma = (float)_scene.DeepBlurVoxels;
        _pointSpread.Apply(deep, (float)(sigma / _scene.Anisotropy), sigma);
        var plane = _scene.Shape.Y * _scene.Shape.X;
        for (var i = 0; i < deep.Length; i++)
            _canvas[i] += (i / plane + 1f) / _scene.Shape.Z * (deep[i] - _canvas[i]);
    }

    private void AddTail(float[] tail)
    {
        _canvas.CopyTo(tail, 0);
        _pointSpread.Apply(tail, (float)_scene.TailSlices, (float)_scene.TailLateralVoxels);
        var share = (float)_scene.TailFraction;
        for (var i = 0; i < tail.Length; i++)
            _canvas[i] += share * (tail[i] - _canvas[i]);
    }

    /// <summary>
    /// The point spread dims small cells: brightness 1 is what a typical cell of the first frame with cells shows afterwards
    /// (mean brightness, weighted with itself so that empty space does not count).
    /// </summary>
    private void Normalise()
    {
        if (_reference <= 0)
            _reference = Reference();
        if (_reference <= 0)
            return;
        var factor = 1 / _reference;
        foreach (ref var value in _canvas.AsSpan())
            value *= factor;
    }

    private float Reference()
    {
        var sum = 0.0;
        var squares = 0.0;
        foreach (var value in _canvas)
        {
            sum += value;
            squares += (double)value * value;
        }

        return sum > 0 ? (float)(squares / sum) : 0;
    }
}
