namespace Cellect.Data.Regions;

/// <summary>A box along the axes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Corner with the least coordinates, µm.</param>
/// <param name="To">Corner with the greatest, µm.</param>
internal sealed record BoxRegion(string Name, Position From, Position To) : Region(Name)
{
    /// <inheritdoc/>
    public override double CubicMicrometres => (To.Z - From.Z) * (To.Y - From.Y) * (To.X - From.X);

    /// <inheritdoc/>
    public override bool Contains(Position place) =>
        place.Z >= From.Z && place.Z <= To.Z && place.Y >= From.Y && place.Y <= To.Y && place.X >= From.X && place.X <= To.X;

    /// <inheritdoc/>
    public override string? Mistake() =>
        RegionLimits.Place("from_um", From)
        ?? RegionLimits.Place("to_um", To)
        ?? (
            From.Z < To.Z && From.Y < To.Y && From.X < To.X
                ? null
                : $"from_um [{From}] must be less than to_um [{To}] along every axis (z,y,x)"
        );
}
