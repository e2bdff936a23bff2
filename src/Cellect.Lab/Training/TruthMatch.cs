using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Lab.Training;

/// <summary>Which true cell each detection stands for.</summary>
internal static class TruthMatch
{
    // A centre farther off than this share of the radius is not that cell; two slices are always forgiven.
    private const float Reach = 0.9f;

    /// <summary>For each detection the index of the nearest true cell within reach, or -1. Several may share one.</summary>
    public static int[] Nearest(DetectedFrame frame, TrainingCell[] truth)
    {
        var result = new int[frame.Cells.Length];
        Array.Fill(result, -1);
        if (truth.Length == 0)
            return result;
        var scale = frame.Geometry.Anisotropy;
        var tree = new KdTree(truth.SelectMany(c => new[] { c.Z * scale, c.Y, c.X }).ToArray());
        Span<int> found = stackalloc int[3];
        Span<float> squares = stackalloc float[3];
        for (var i = 0; i < result.Length; i++)
        {
            var cell = frame.Cells[i];
            var count = tree.Nearest([cell.Z * scale, cell.Y, cell.X], found, squares);
            for (var k = 0; k < count && result[i] < 0; k++)
                if (Within(cell, truth[found[k]], scale))
                    result[i] = found[k];
        }

        return result;
    }

    private static bool Within(Detection cell, TrainingCell truth, float scale)
    {
        float dz = (cell.Z - truth.Z) / Math.Max(truth.Radius / scale, 2),
            dy = (cell.Y - truth.Y) / truth.Radius,
            dx = (cell.X - truth.X) / truth.Radius;
        return dz * dz + dy * dy + dx * dx <= Reach * Reach;
    }
}
