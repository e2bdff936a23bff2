using Cellect.Data.Regions;

namespace Cellect.Analysis.Proliferation;

/// <summary>How far a place is from the surface of a region.</summary>
internal static class RegionSurface
{
    /// <summary>Distance to the nearest point of the surface, µm, from inside or outside.</summary>
    public static double Distance(Region region, Position place) =>
        region switch
        {
            BoxRegion box => FromBox(
                Beyond(place.Z, box.From.Z, box.To.Z),
                Beyond(place.Y, box.From.Y, box.To.Y),
                Beyond(place.X, box.From.X, box.To.X)
            ),
            CylinderRegion c => FromBox(
                double.NegativeInfinity,
                Math.Sqrt(Square(place.Y - c.Centre.Y) + Square(place.X - c.Centre.X)) - c.Radius,
                Math.Abs(place.Z - c.Centre.Z) - (c.Height / 2)
            ),
            _ => throw new ArgumentException($"a region of type {region.GetType().Name} has no surface"),
        };

    // Along each axis, how far beyond the nearer face; negative inside.
    private static double Beyond(double at, double from, double to) => Math.Max(from - at, at - to);

    private static double FromBox(double z, double y, double x)
    {
        var most = Math.Max(z, Math.Max(y, x));
        return most <= 0 ? -most : Math.Sqrt(Square(Math.Max(z, 0)) + Square(Math.Max(y, 0)) + Square(Math.Max(x, 0)));
    }

    private static double Square(double value) => value * value;
}
