namespace Cellect.Data.Regions;

/// <summary>An upright cylinder: a circle in y, x, standing along z.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Centre">Centre, µm.</param>
/// <param name="Radius">Radius in y, x, µm.</param>
/// <param name="Height">Whole extent in z, µm.</param>
internal sealed record CylinderRegion(string Name, Position Centre, double Radius, double Height) : Region(Name)
{
    /// <inheritdoc/>
    public override double CubicMicrometres => Math.PI * Radius * Radius * Height;

    /// <inheritdoc/>
    public override bool Contains(Position place)
    {
        var (y, x) = (place.Y - Centre.Y, place.X - Centre.X);
        return Math.Abs(place.Z - Centre.Z) <= Height / 2 && (y * y) + (x * x) <= Radius * Radius;
    }

    /// <inheritdoc/>
    public override string? Mistake() =>
        RegionLimits.Place("centre_um", Centre) ?? RegionLimits.Length("radius_um", Radius) ?? RegionLimits.Length("height_um", Height);
}
