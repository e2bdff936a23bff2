using System.Globalization;

namespace Cellect.Data.Tracks;

/// <summary>How much coarser than the source's the voxels are that the network saw; 1 where it saw the source itself.</summary>
/// <param name="Slices">Slices of the source for one of its own, at least 1.</param>
/// <param name="Columns">Columns of the source for one of its own; below 1 where it magnifies.</param>
internal sealed record SeenScale(float Slices, float Columns)
{
    /// <summary>The source as it is.</summary>
    public static SeenScale Source { get; } = new(1, 1);

    // Rounding to whole voxels moves the factors a little from volume to volume.
    private const float Rounding = 0.05f;

    /// <summary>Whether another scale was chosen, and not just rounded differently; true of none.</summary>
    public bool Differs(SeenScale? other) =>
        other is null || MathF.Abs(Slices - other.Slices) > Rounding * Slices || MathF.Abs(Columns - other.Columns) > Rounding * Columns;

    /// <summary>For people: slices, columns.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Slices:0.0}, {Columns:0.0}");
}
