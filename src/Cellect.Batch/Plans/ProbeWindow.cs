using Cellect.Data.Volumes;

namespace Cellect.Batch.Plans;

/// <summary>The part of a large volume by which its scale is chosen: where the most light is.</summary>
internal static class ProbeWindow
{
    /// <summary>Larger volumes are looked at in a window of so many voxels.</summary>
    public const long MostVoxels = 32_000_000;

    private const int StepsPerSide = 4;
    private const int LeastSide = 128;

    /// <summary>The window, all slices of it.</summary>
    /// <param name="top">[y, x] the highest voxels of all slices.</param>
    /// <param name="shape">Of the volume.</param>
    public static VolumeBox Of(ReadOnlySpan<float> top, VolumeShape shape)
    {
        var side = (int)Math.Max(LeastSide, Math.Sqrt(MostVoxels / (double)shape.Z));
        int height = Math.Min(side, shape.Y),
            width = Math.Min(side, shape.X),
            step = Math.Max(1, side / StepsPerSide);
        var sums = Sums(top, shape);
        var (best, most) = (new VolumeBox(0, shape.Z, 0, height, 0, width), double.NegativeInfinity);
        for (var y = 0; y <= shape.Y - height; y += step)
        for (var x = 0; x <= shape.X - width; x += step)
        {
            var light = Sum(y + height, x + width) - Sum(y, x + width) - Sum(y + height, x) + Sum(y, x);
            if (light > most)
                (best, most) = (new VolumeBox(0, shape.Z, y, y + height, x, x + width), light);
        }

        return best;

        double Sum(int y, int x) => sums[y * (shape.X + 1) + x];
    }

    private static double[] Sums(ReadOnlySpan<float> top, VolumeShape shape)
    {
        var (width, sums) = (shape.X + 1, new double[(shape.Y + 1) * (shape.X + 1)]);
        for (var y = 0; y < shape.Y; y++)
        {
            var row = 0.0;
            for (var x = 0; x < shape.X; x++)
            {
                var value = top[y * shape.X + x];
                row += float.IsFinite(value) ? value : 0;
                sums[(y + 1) * width + x + 1] = sums[y * width + x + 1] + row;
            }
        }

        return sums;
    }
}
