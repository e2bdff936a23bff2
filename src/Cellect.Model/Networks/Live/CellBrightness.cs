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
    public static float[] Of(PreparedVolume volume, Detection[] cells) => Relative(Means(volume, default, cells), cells);

    /// <summary>[cell] mean intensity above background around each centre.</summary>
    /// <param name="volume">At the source's scale: all of it, or the part in which the cells are.</param>
    /// <param name="origin">Place of the part's first voxel in the volume: z, y, x.</param>
    /// <param name="cells">Voxels of the source.</param>
    public static float[] Means(PreparedVolume volume, (int Z, int Y, int X) origin, IReadOnlyList<Detection> cells)
    {
        if (cells.Count == 0)
            return [];
        var voxels = MemoryMarshal.Cast<byte, Half>(volume.Voxels.bytes);
        var (anisotropy, shape) = (volume.Geometry.Anisotropy, volume.SourceShape);
        var values = new float[cells.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Mean(voxels, shape, origin, cells[i], anisotropy);
        return values;
    }

    /// <summary>[cell] mean intensity over the median of those that are surely cells, or of all where there are none.</summary>
    /// <param name="means">[cell] see <see cref="Means"/>.</param>
    /// <param name="cells">All cells of a volume.</param>
    public static float[] Relative(float[] means, Detection[] cells)
    {
        if (cells.Length == 0)
            return [];
        var sure = Enumerable.Range(0, means.Length).Where(i => cells[i].Score >= SureScore).Select(i => means[i]).ToArray();
        if (sure.Length == 0)
            sure = [.. means];
        Array.Sort(sure);
        var median = MathF.Max(sure[sure.Length / 2], 1e-3f);
        return Array.ConvertAll(means, value => value / median);
    }

    private static float Mean(
        ReadOnlySpan<Half> voxels,
        (int Z, int Y, int X) shape,
        (int Z, int Y, int X) origin,
        Detection cell,
        float anisotropy
    )
    {
        float radius = MathF.Max(1, Within * cell.Radius),
            slices = radius / anisotropy,
            sum = 0;
        var count = 0;
        for (var z = First(cell.Z, slices, origin.Z); z <= Last(cell.Z, slices, origin.Z + shape.Z); z++)
        for (var y = First(cell.Y, radius, origin.Y); y <= Last(cell.Y, radius, origin.Y + shape.Y); y++)
        for (var x = First(cell.X, radius, origin.X); x <= Last(cell.X, radius, origin.X + shape.X); x++)
        {
            float dz = (z - cell.Z) * anisotropy,
                dy = y - cell.Y,
                dx = x - cell.X;
            if (dz * dz + dy * dy + dx * dx > radius * radius)
                continue;
            sum += Linear((float)voxels[((z - origin.Z) * shape.Y + y - origin.Y) * shape.X + x - origin.X]);
            count++;
        }

        if (count > 0)
            return sum / count;
        var (nearZ, nearY, nearX) = (
            Nearest(cell.Z, origin.Z, shape.Z),
            Nearest(cell.Y, origin.Y, shape.Y),
            Nearest(cell.X, origin.X, shape.X)
        );
        return Linear((float)voxels[(nearZ * shape.Y + nearY) * shape.X + nearX]);
    }

    // A centre may lie a little beyond the border; no volume is lost over it.
    private static int Nearest(float centre, int from, int length) => Math.Clamp((int)MathF.Round(centre) - from, 0, length - 1);

    /// <summary>Undoes the logarithm of <see cref="Normalization"/>.</summary>
    private static float Linear(float normalised) => (MathF.Pow(9, normalised) - 1) / 8;

    private static int First(float centre, float reach, int from) => Math.Max(from, (int)MathF.Ceiling(centre - reach));

    private static int Last(float centre, float reach, int to) => Math.Min(to - 1, (int)MathF.Floor(centre + reach));
}
