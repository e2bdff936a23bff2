namespace Cellect.Stream.Simulation;

/// <summary>Exact zeros as registration and background masking leave them.</summary>
internal sealed class ZeroFill
{
    private readonly SceneParameters _scene;
    private readonly Domain _domain;
    private readonly int _top;
    private readonly int _bottom;
    private readonly int _left;
    private readonly int _right;
    private readonly (float Y, float X, float Reach)[] _sides;

    public ZeroFill(SceneParameters scene, Domain domain, ulong seed)
    {
        _scene = scene;
        _domain = domain;
        var random = new RandomStream(seed, 8);
        _top = random.Below(scene.ZeroBorderVoxels + 1);
        _bottom = random.Below(scene.ZeroBorderVoxels + 1);
        _left = random.Below(scene.ZeroBorderVoxels + 1);
        _right = random.Below(scene.ZeroBorderVoxels + 1);
        _sides = new (float, float, float)[scene.ZeroPolygonSides];
        for (var i = 0; i < _sides.Length; i++)
        {
            var angle = 2 * Math.PI * (i + random.Uniform(0, 0.5f)) / _sides.Length;
            _sides[i] = ((float)PortableMath.Sin(angle), (float)PortableMath.Cos(angle), random.Uniform(0.8f, 1.05f));
        }
    }

    /// <summary>True when the voxel under a place (voxels of x) is filled.</summary>
    public bool Covers(Vec3 place) => IsCut(place) || Outside(place) > 0;

    public void Apply(Span<ushort> counts)
    {
        if (_scene is { ZeroBorderVoxels: 0, ZeroFarFromTissue: false, ZeroPolygonSides: 0 })
            return;
        for (int z = 0, i = 0; z < _scene.Shape.Z; z++)
        for (var y = 0; y < _scene.Shape.Y; y++)
        for (var x = 0; x < _scene.Shape.X; x++, i++)
            counts[i] = (ushort)(counts[i] * Kept(new Vec3((float)(z * _scene.Anisotropy), y, x)));
    }

    /// <summary>Share of the light that is left at a place: a blurred mask fades, and is exactly zero where little would be left.</summary>
    private float Kept(Vec3 place)
    {
        const float Least = 0.05f;
        if (_scene.ZeroFadeVoxels <= 0 || _sides.Length == 0)
            return Covers(place) ? 0 : 1;
        if (IsCut(place))
            return 0;
        var outside = Outside(place) * MathF.Min(_domain.Centre.Y, _domain.Centre.X) / (float)_scene.ZeroFadeVoxels;
        var kept = (float)(1 / (1 + PortableMath.Exp(Math.Clamp(1.7 * outside, -20, 20))));
        return kept < Least ? 0 : kept;
    }

    /// <summary>How far a place lies outside the polygon, in halves of the field; below 0 inside.</summary>
    private float Outside(Vec3 place)
    {
        float y = (place.Y - _domain.Centre.Y) / MathF.Max(_domain.Centre.Y, 1),
            x = (place.X - _domain.Centre.X) / MathF.Max(_domain.Centre.X, 1);
        var outside = float.NegativeInfinity;
        foreach (var side in _sides)
            outside = MathF.Max(outside, (y * side.Y) + (x * side.X) - side.Reach);
        return outside;
    }

    private bool IsCut(Vec3 place) =>
        place.Y < _top
        || place.X < _left
        || place.Y > _scene.Shape.Y - 1 - _bottom
        || place.X > _scene.Shape.X - 1 - _right
        || (_scene.ZeroFarFromTissue && IsFar(place));

    private bool IsFar(Vec3 place)
    {
        var limit = (float)(3 * _scene.RadiusVoxels);
        switch (_scene.Arrangement)
        {
            case Arrangement.Sheet:
                var above = _domain.SurfaceZ(place) - place.Z;
                return (_scene.SheetFlipped ? -above : above) > limit;
            case Arrangement.Ellipsoid:
                var from = place - _domain.Centre;
                var half = _domain.HalfAxes;
                return new Vec3(from.Z / (half.Z + limit), from.Y / (half.Y + limit), from.X / (half.X + limit)).LengthSquared > 1;
            default:
                return false;
        }
    }
}
