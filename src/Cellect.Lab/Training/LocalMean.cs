namespace Cellect.Lab.Training;

/// <summary>The mean of a few voxels, in which noise matters less: what "dark" is judged by where annotation is sparse.</summary>
internal static class LocalMean
{
    private const double DarkShare = 0.25;
    private const int Samples = 20_000;

    /// <summary>Mean of 3 slices × 4 rows × 4 columns around the voxel pair that begins at (z, y, x), cut at the border.</summary>
    public static float At(ReadOnlySpan<ushort> volume, (int Depth, int Height, int Width) shape, int z, int y, int x)
    {
        long sum = 0;
        var count = 0;
        for (var k = Math.Max(0, z - 1); k <= Math.Min(shape.Depth - 1, z + 1); k++)
        for (var j = Math.Max(0, y - 1); j <= Math.Min(shape.Height - 1, y + 2); j++)
        for (var i = Math.Max(0, x - 1); i <= Math.Min(shape.Width - 1, x + 2); i++, count++)
            sum += volume[(k * shape.Height + j) * shape.Width + i];
        return count == 0 ? 0 : (float)sum / count;
    }

    /// <summary>The local mean that a quarter of the volume does not exceed; exact zeros are fill and do not count.</summary>
    public static float DarkUpTo(ReadOnlySpan<ushort> volume, (int Depth, int Height, int Width) shape)
    {
        var random = new Random(1);
        var means = new List<float>(Samples);
        for (var n = 0; n < Samples; n++)
        {
            int z = random.Next(shape.Depth),
                y = random.Next(shape.Height),
                x = random.Next(shape.Width);
            if (volume[(z * shape.Height + y) * shape.Width + x] > 0)
                means.Add(At(volume, shape, z, y, x));
        }

        means.Sort();
        return means.Count == 0 ? 0 : means[(int)(means.Count * DarkShare)];
    }
}
