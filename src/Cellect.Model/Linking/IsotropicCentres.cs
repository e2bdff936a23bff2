using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>Centres in isotropic coordinates: all axes in voxels of x.</summary>
internal static class IsotropicCentres
{
    /// <summary>Three coordinates a cell (z, y, x).</summary>
    public static float[] Of(DetectedFrame frame)
    {
        var scale = frame.Geometry.Anisotropy;
        var places = new float[3 * frame.Cells.Length];
        for (var i = 0; i < frame.Cells.Length; i++)
            (places[3 * i], places[3 * i + 1], places[3 * i + 2]) = (frame.Cells[i].Z * scale, frame.Cells[i].Y, frame.Cells[i].X);
        return places;
    }

    /// <summary>Where each cell, or its mother, is expected in the previous volume.</summary>
    public static float[] Expected(DetectedFrame frame)
    {
        var scale = frame.Geometry.Anisotropy;
        var places = new float[3 * frame.Cells.Length];
        for (var i = 0; i < frame.Cells.Length; i++)
        {
            var c = frame.Cells[i];
            (places[3 * i], places[3 * i + 1], places[3 * i + 2]) = ((c.Z + c.BackZ) * scale, c.Y + c.BackY, c.X + c.BackX);
        }

        return places;
    }
}
