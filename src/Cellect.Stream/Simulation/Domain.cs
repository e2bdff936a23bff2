namespace Cellect.Stream.Simulation;

/// <summary>The space of a scene in voxels of x: what the volume shows, and the wider space in which cells live.</summary>
internal sealed class Domain
{
    private readonly SceneParameters _scene;
    private readonly float _inward;
    private readonly float _sliceSlack;

    public Domain(SceneParameters scene)
    {
        _scene = scene;
        _inward = scene.SheetFlipped ? -1 : 1;
        View = new Vec3((float)((scene.Shape.Z - 1) * scene.Anisotropy), scene.Shape.Y - 1, scene.Shape.X - 1);
        Centre = View * 0.5f;
        _sliceSlack = scene.Shape.Z == 1 ? (float)(scene.Anisotropy * 0.49) : 0;
        var margin = (float)((1.8 + (scene.Elongation - 1)) * scene.RadiusVoxels) + 2;
        Margin = new Vec3(margin, margin, margin);
        HalfAxes = new Vec3(Centre.Z + (float)(scene.Anisotropy * 0.5), Centre.Y, Centre.X) * (float)scene.EllipsoidFill;
    }

    /// <summary>Extent of the volume from the centre of its first voxel to that of its last.</summary>
    public Vec3 View { get; }

    public Vec3 Centre { get; }

    public Vec3 Margin { get; }

    /// <summary>Half axes of the egg shell.</summary>
    public Vec3 HalfAxes { get; }

    /// <summary>Share of the living space that is in view.</summary>
    public float VisibleShare
    {
        get
        {
            var plane = View.Y * View.X / ((View.Y + (2 * Margin.Y)) * (View.X + (2 * Margin.X)));
            return _scene.Arrangement switch
            {
                Arrangement.Tissue => plane * (View.Z + (2 * _sliceSlack)) / (View.Z + (2 * Margin.Z)),
                Arrangement.Sheet => plane,
                _ => 1,
            };
        }
    }

    /// <summary>
    /// Sum of radius² (power 2: sheet) or radius³ (power 3) of cells that fill the living space when they touch, at the packing that
    /// repulsion reaches without a struggle.
    /// </summary>
    public float Room(int power)
    {
        var living = View + (Margin * 2);
        return power == 2 ? 0.8f * living.Y * living.X / MathF.PI
            : _scene.Arrangement == Arrangement.Ellipsoid ? 0.5f * HalfAxes.Z * HalfAxes.Y * HalfAxes.X
            : 0.5f * living.Z * living.Y * living.X * 3 / (4 * MathF.PI);
    }

    /// <summary>True between the centres of the first and the last voxel; a single slice is as thick as its distance.</summary>
    public bool InView(Vec3 p) =>
        p.Z >= -_sliceSlack && p.Y >= 0 && p.X >= 0 && p.Z <= View.Z + _sliceSlack && p.Y <= View.Y && p.X <= View.X;

    /// <summary>True where cells go through their cycle at full pace.</summary>
    public bool InDarkZone(Vec3 p) => _scene.DarkZoneShare >= 1 || p.X < _scene.DarkZoneShare * View.X;

    /// <summary>A place at random, evenly over the living space.</summary>
    public Vec3 RandomPlace(ref RandomStream random)
    {
        if (_scene.Arrangement == Arrangement.Ellipsoid)
            return Centre + Scale(random.Direction() * (0.85f * (float)PortableMath.Cbrt(random.Uniform())), HalfAxes);
        var place = new Vec3(
            random.Uniform(-Margin.Z, View.Z + Margin.Z),
            random.Uniform(-Margin.Y, View.Y + Margin.Y),
            random.Uniform(-Margin.X, View.X + Margin.X)
        );
        return _scene.Arrangement == Arrangement.Sheet ? place with { Z = SurfaceZ(place) } : place;
    }

    /// <summary>Height of the sheet under a place, voxels of x.</summary>
    public float SurfaceZ(Vec3 place)
    {
        var y = place.Y - Centre.Y;
        var x = place.X - Centre.X;
        var radius = (float)Math.Max(_scene.SheetCurvatureRadiusVoxels, 20);
        var inside = MathF.Max((radius * radius) - (y * y) - (x * x), radius * radius * 0.04f);
        var sag = radius - MathF.Sqrt(inside);
        var slope = (y * (float)_scene.SheetSlopeY) + (x * (float)_scene.SheetSlopeX);
        return (View.Z * (float)_scene.SheetDepth) + slope + (_inward * sag) + Fold(y, x);
    }

    /// <summary>Folds run aslant, so that they lie along neither axis of the image.</summary>
    private float Fold(float y, float x)
    {
        if (_scene.SheetFoldRadii <= 0)
            return 0;
        var along = (0.8 * x) + (0.6 * y);
        var wave = PortableMath.Sin(2 * Math.PI * along / (_scene.SheetFoldLengthRadii * _scene.RadiusVoxels));
        return (float)(_scene.SheetFoldRadii * _scene.RadiusVoxels * wave);
    }

    /// <summary>Unit vector from the empty side into the specimen.</summary>
    public Vec3 SurfaceNormal(Vec3 place)
    {
        var here = SurfaceZ(place);
        var dy = SurfaceZ(place with { Y = place.Y + 1 }) - here;
        var dx = SurfaceZ(place with { X = place.X + 1 }) - here;
        return (new Vec3(1, -dy, -dx) * _inward).Normalized();
    }

    /// <summary>Pulls a place back into an egg shell or onto a sheet.</summary>
    public Vec3 Confine(Vec3 place, float radius)
    {
        switch (_scene.Arrangement)
        {
            case Arrangement.Sheet:
                return place with { Z = place.Z + (0.6f * (SurfaceZ(place) - place.Z)) };
            case Arrangement.Ellipsoid:
                var from = place - Centre;
                var room = new Vec3(
                    MathF.Max(HalfAxes.Z - radius, 0.5f),
                    MathF.Max(HalfAxes.Y - radius, 0.5f),
                    MathF.Max(HalfAxes.X - radius, 0.5f)
                );
                var relative = new Vec3(from.Z / room.Z, from.Y / room.Y, from.X / room.X).Length;
                return relative > 1 ? Centre + (from * (1 / relative)) : place;
            default:
                return place;
        }
    }

    /// <summary>Puts a cell that left the living space in again on the other side; true when it did.</summary>
    public bool Wrap(ref Vec3 place)
    {
        if (_scene.Arrangement == Arrangement.Ellipsoid)
            return false;
        var wrapped = new Vec3(
            _scene.Arrangement == Arrangement.Sheet ? place.Z : WrapAxis(place.Z, View.Z, Margin.Z),
            WrapAxis(place.Y, View.Y, Margin.Y),
            WrapAxis(place.X, View.X, Margin.X)
        );
        if (wrapped == place)
            return false;
        place = _scene.Arrangement == Arrangement.Sheet ? wrapped with { Z = SurfaceZ(wrapped) } : wrapped;
        return true;
    }

    private static float WrapAxis(float at, float view, float margin)
    {
        var extent = view + (2 * margin);
        return at < -margin ? at + extent
            : at > view + margin ? at - extent
            : at;
    }

    private static Vec3 Scale(Vec3 a, Vec3 b) => new(a.Z * b.Z, a.Y * b.Y, a.X * b.X);
}
