using System.Numerics;
using Cellect.Data.Regions;

namespace Cellect.Overlay.Scenes;

/// <summary>A region as a box in the volume: what is drawn, dragged and stretched.</summary>
/// <param name="From">Corner with the least coordinates (x, y, z), µm from the corner of the volume.</param>
/// <param name="To">Corner with the greatest.</param>
/// <param name="Round">True for a cylinder: as wide in x as in y.</param>
internal readonly record struct RegionShape(Vector3 From, Vector3 To, bool Round)
{
    private const float LeastMicrometres = 0.5f;

    /// <summary>The shape of a region.</summary>
    public static RegionShape Of(Region region, RegionScene frame)
    {
        if (region is BoxRegion box)
            return new RegionShape(frame.ToVolume(box.From), frame.ToVolume(box.To), false);
        var cylinder = (CylinderRegion)region;
        var half = new Vector3((float)cylinder.Radius, (float)cylinder.Radius, (float)cylinder.Height / 2);
        var centre = frame.ToVolume(cylinder.Centre);
        return new RegionShape(centre - half, centre + half, true);
    }

    /// <summary>The middle, µm.</summary>
    public Vector3 Centre => (From + To) / 2;

    /// <summary>The region of this shape.</summary>
    public Region Named(string name, RegionScene frame)
    {
        if (!Round)
            return new BoxRegion(name, frame.ToRegions(From), frame.ToRegions(To));
        var half = (To - From) / 2;
        return new CylinderRegion(name, frame.ToRegions(Centre), Math.Max(half.X, half.Y), To.Z - From.Z);
    }

    /// <summary>The shape between two corners in any order, not thinner than can be seen.</summary>
    public static RegionShape Between(Vector3 one, Vector3 other, bool round)
    {
        var (from, to) = (Vector3.Min(one, other), Vector3.Max(one, other));
        to = Vector3.Max(to, from + new Vector3(LeastMicrometres));
        return new RegionShape(from, to, round);
    }

    /// <summary>The shape moved by a way, µm.</summary>
    public RegionShape Moved(Vector3 way) => this with { From = From + way, To = To + way };

    /// <summary>The point in the middle of each face, µm: -x, +x, -y, +y, -z, +z.</summary>
    public Vector3 Handle(int face)
    {
        var axis = face / 2;
        var point = Centre;
        point[axis] = face % 2 == 0 ? From[axis] : To[axis];
        return point;
    }

    /// <summary>The shape with a face moved to where <paramref name="point"/> lies along its axis.</summary>
    public RegionShape Stretched(int face, Vector3 point)
    {
        var axis = face / 2;
        if (Round && axis < 2)
        {
            var radius = MathF.Max(LeastMicrometres, MathF.Abs(point[axis] - Centre[axis]));
            var (from, to) = (From, To);
            for (var across = 0; across < 2; across++)
                (from[across], to[across]) = (Centre[across] - radius, Centre[across] + radius);
            return this with { From = from, To = to };
        }

        var (one, other) = (From, To);
        if (face % 2 == 0)
            one[axis] = MathF.Min(point[axis], To[axis] - LeastMicrometres);
        else
            other[axis] = MathF.Max(point[axis], From[axis] + LeastMicrometres);
        return this with { From = one, To = other };
    }
}
