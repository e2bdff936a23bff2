namespace Cellect.Data.Regions;

/// <summary>A named part of the volume's frame, micrometres; <see cref="BoxRegion"/> or <see cref="CylinderRegion"/>. Immutable.</summary>
/// <param name="Name">Unique within its file; what rules call it.</param>
internal abstract record Region(string Name)
{
    /// <summary>True when the place lies inside or on the surface.</summary>
    public abstract bool Contains(Position place);

    /// <summary>Its extent, µm³.</summary>
    public abstract double CubicMicrometres { get; }

    /// <summary>What is wrong with the region, in words for its owner; null when nothing is.</summary>
    public abstract string? Mistake();
}
