namespace Cellect.Model.Detections;

/// <summary>The part of a volume in which no cell comes into view or leaves it.</summary>
internal static class Interior
{
    private const float BorderRadii = 2;

    /// <summary>Whether a cell is at least two radii from every face of the volume.</summary>
    /// <param name="cell">In voxels of the volume.</param>
    /// <param name="extent">Shape of the volume, voxels (z, y, x).</param>
    /// <param name="anisotropy">Slice distance in columns.</param>
    public static bool Holds(Detection cell, (int Z, int Y, int X) extent, float anisotropy)
    {
        var margin = BorderRadii * cell.Radius;
        return Far(cell.Z, extent.Z, margin / anisotropy) && Far(cell.Y, extent.Y, margin) && Far(cell.X, extent.X, margin);
    }

    private static bool Far(float place, int length, float margin) => place >= margin && place <= length - 1 - margin;
}
