using Cellect.Data.Regions;

namespace Cellect.Analysis.Interactions;

/// <summary>A cell as others meet it: a sphere.</summary>
/// <param name="Track">Track id, unique over all populations.</param>
/// <param name="Place">Its centre, µm.</param>
/// <param name="Radius">Its radius, µm.</param>
internal readonly record struct Body(int Track, Position Place, double Radius)
{
    /// <summary>Distance of the surfaces, µm: that of the centres less the radii. Negative where the spheres overlap.</summary>
    public double DistanceTo(in Body other) => Place.DistanceTo(other.Place) - Radius - other.Radius;
}
