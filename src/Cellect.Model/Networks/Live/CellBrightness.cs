using System.Runtime.InteropServices;
using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>How bright the cells of a volume are, relative to the median of those that are surely cells.</summary>
internal static class CellBrightness
{
    // Share of the radius: within it a condensed nucleus, flat or round, fills most.
    private const float Within = 0.5f;
    private const float SureScore = 0.8f;

    /// <summary>[cell] mean intensity above background around each centre, over the median of all; empty where there is none.</summary>
    /// <param name="volume">At the source's scale.</param>
    /// <param name="cells">Voxels of the source.</param>
    public static float[] Of(PreparedVolume volume, Detection[] cells)
    {
        if (cells.Length == 0)
            return [];
        var voxels = MemoryMarshal.Cast<byte, Half>(volume.Voxels.bytes);
        var (anisotropy, shape) = (volume.Geometry.Anisotropy, volume.SourceShape);
        var values = new float[cells.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Mean(voxels, shape, cells[i], anisotropy);
        var sure = Enumerable.Range(0, values.Length).Where(i => cells[i].Score >= SureScore).Select(i => values[i]).ToArray();
        if (sure.Length == 0)
            sure = [.. values];
        Array.Sort(sure);
        var median = MathF.Max(sure[sure.Length / 2], 1e-3f);
        return Array.ConvertAll(values, value => value / median);
    }

    private static float Mean(ReadOnlySpan<Half> voxels, (int Z, int Y, int X) shape, Detection cell, float anisotropy)
    {
        float radius = MathF.Max(1, Within * cell.Radius),
            slices = radius / anisotropy,
            sum = 0;
        var count = 0;
        for (var z = First(cell.Z, slices); z <= Last(cell.Z, slices, shape.Z); z++)
        for (var y = First(cell.Y, radius); y <= Last(cell.Y, radius, shape.Y); y++)
        for (var x = First(cell.X, radius); x <= Last(cell.X, radius, shape.X); x++)
        {
            float dz = (z - cell.Z) * anisotropy,
                dy = y - cell.Y,
                dx = x - cell.X;
            if (dz * dz + dy * dy + dx * dx > radius * radius)
                continue;
            sum += Linear((float)voxels[(z * shape.Y + y) * shape.X + x]);
            count++;
        }

        if (count > 0)
            return sum / count;
        var (nearZ, nearY, nearX) = (Nearest(cell.Z, shape.Z), Nearest(cell.Y, shape.Y), Nearest(cell.X, shape.X));
        return Linear((float)voxels[(nearZ * shape.Y + nearY) * shape.X + nearX]);
    }

    // A centre may lie a little beyond the border; no volume is lost over it.
    private static int Nearest(float centre, int length) => Math.Clamp((int)MathF.Round(centre), 0, length - 1);

    /// <summary>Undoes the logarithm of <see cref="Normalization"/>.</summary>
    private static float Linear(float normalised) => (MathF.Pow(9, normalised) - 1) / 8;

    private static int First(float centre, float reach) => Math.Max(0, (int)MathF.Ceiling(centre - reach));

    private static int Last(float centre, float reach, int length) => Math.Min(length - 1, (int)MathF.Floor(centre + reach));
}
