using Cellect.Data.Ctc;
using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>Centre of mass and radius of each object of a label mask.</summary>
internal static class MaskCentres
{
    /// <summary>Objects in the order of their labels; the radius is that of a ball of the same volume, voxels of x.</summary>
    public static IEnumerable<(int Label, float Z, float Y, float X, float Radius)> Of(LabelImage mask, VoxelGeometry geometry)
    {
        var sums = new SortedDictionary<int, (long Count, double Z, double Y, double X)>();
        var i = 0;
        for (var z = 0; z < mask.Depth; z++)
        for (var y = 0; y < mask.Height; y++)
        for (var x = 0; x < mask.Width; x++, i++)
            if (mask.Labels[i] is var label and > 0)
            {
                var s = sums.GetValueOrDefault(label);
                sums[label] = (s.Count + 1, s.Z + z, s.Y + y, s.X + x);
            }

        foreach (var (label, s) in sums)
            yield return (
                label,
                (float)(s.Z / s.Count),
                (float)(s.Y / s.Count),
                (float)(s.X / s.Count),
                (float)Math.Cbrt(s.Count * geometry.Anisotropy * 3 / (4 * Math.PI))
            );
    }
}
