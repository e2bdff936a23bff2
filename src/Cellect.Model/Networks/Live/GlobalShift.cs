using Cellect.Model.Detections;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// How far a whole specimen has moved between two volumes: a stage that was bumped, a sample that slipped. Read off maximum projections by
/// phase correlation (Kuglin and Hines 1975), and believed only where the projections then fit far better than they did.
/// </summary>
internal static class GlobalShift
{
    // One cell or two that move look like a specimen that moves.
    internal const int FewestCells = 3;

    // Less than this, in radii, the network and the linker take as cells' own motion.
    private const float LeastRadii = 0.5f;
    private const float LeastVoxels = 3;

    // Correlation of the projections, and what the shift must add to it.
    private const double LeastFit = 0.3,
        LeastGain = 0.2;

    // What is wider than about three cells stays where it is when they move: an outline, a gradient of the background.
    private const float WidestRadii = 1.5f;

    // What lies in both volumes after the shift, of each axis.
    private const double LeastOverlap = 0.5;
    private const int MostSlices = 40;

    /// <summary>From the volume before to this one, voxels (z, y, x); 0 where the specimen stays, or nothing can be said.</summary>
    /// <param name="now">Newest volume, at the source's scale.</param>
    /// <param name="before">The one before, of the same shape.</param>
    /// <param name="cells">Cells of the volume before.</param>
    public static (int Z, int Y, int X) Between(PreparedVolume now, PreparedVolume before, ReadOnlySpan<Detection> cells) =>
        cells.Length < FewestCells ? default : Between(now, before, MedianRadius(cells));

    /// <summary>Likewise, of cells of which the median radius is known.</summary>
    /// <param name="now">Newest volume, at the source's scale.</param>
    /// <param name="before">The one before, of the same shape.</param>
    /// <param name="radius">Of the cells, columns.</param>
    public static (int Z, int Y, int X) Between(IProjected now, IProjected before, float radius)
    {
        if (now.SourceShape != before.SourceShape)
            return default;
        var (depth, height, width) = now.SourceShape;
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (top, topBefore) = (Details(now, 0, radius, radius), Details(before, 0, radius, radius));
        var still = Fit(top, topBefore, height, width, 0, 0);
        if (still >= 1 - LeastGain)
            return default;
        var (y, x, fit) = Best(top, topBefore, height, width);
        if (fit < LeastFit || fit < still + LeastGain)
            return default;
        var slices = radius / now.Geometry.Anisotropy;
        var (side, sideBefore) = (Details(now, 1, slices, radius), Details(before, 1, slices, radius));
        var z = Enumerable
            .Range(-Math.Min(MostSlices, depth / 2), 2 * Math.Min(MostSlices, depth / 2) + 1)
            .MaxBy(dz => Fit(side, sideBefore, depth, width, dz, x));
        var length = MathF.Sqrt(MathF.Pow(z * now.Geometry.Anisotropy, 2) + y * y + x * x);
        return length >= Math.Max(LeastVoxels, LeastRadii * radius) ? (z, y, x) : default;
    }

    internal static float MedianRadius(ReadOnlySpan<Detection> cells)
    {
        var radii = new float[cells.Length];
        for (var i = 0; i < radii.Length; i++)
            radii[i] = cells[i].Radius;
        Array.Sort(radii);
        return radii[radii.Length / 2];
    }

    /// <summary>The highest voxels along an axis, less what is around them, in C order.</summary>
    private static float[] Details(IProjected volume, int axis, float rowRadius, float columnRadius)
    {
        using var scope = NewDisposeScope();
        var highest = volume.Highest(axis).unsqueeze(0).unsqueeze(0);
        long rows = (long)MathF.Ceiling(WidestRadii * rowRadius),
            columns = (long)MathF.Ceiling(WidestRadii * columnRadius);
        // A mean over a box is one over its rows of those over its columns, and much less work so.
        var around = Mean(Mean(highest, rows, 0), 0, columns);
        return highest.sub(around).contiguous().data<float>().ToArray();
    }

    private static Tensor Mean(Tensor picture, long rows, long columns) =>
        nn.functional.avg_pool2d(picture, [2 * rows + 1, 2 * columns + 1], [1, 1], [rows, columns], count_include_pad: false);

    /// <summary>The better of what phase correlation and plain correlation find: one is sharp, the other bears noise.</summary>
    private static (int Y, int X, double Fit) Best(float[] now, float[] before, int height, int width)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Spectrum(now, height, width), Spectrum(before, height, width));
        var product = a.mul(b.conj());
        var phases = product.div(product.abs().clamp_min(Scalars.Tiny));
        var best = (Y: 0, X: 0, Fit: double.NegativeInfinity);
        foreach (var spectrum in new[] { phases, product })
        {
            var at = (int)fft.irfft2(spectrum, [height, width]).flatten().argmax().cpu().data<long>()[0];
            var (y, x) = (Signed(at / width, height), Signed(at % width, width));
            if (Fit(now, before, height, width, y, x) is var fit && fit > best.Fit)
                best = (y, x, fit);
        }

        return best;

        static int Signed(int at, int length) => at > length / 2 ? at - length : at;
    }

    private static Tensor Spectrum(float[] values, int height, int width)
    {
        var picture = tensor(values, [height, width]);
        return fft.rfft2(picture.sub(picture.mean()));
    }

    /// <summary>Pearson's correlation of what lies in both pictures; -1 where that is too little.</summary>
    private static double Fit(float[] now, float[] before, int height, int width, int dy, int dx)
    {
        int rows = height - Math.Abs(dy),
            columns = width - Math.Abs(dx);
        if (rows < LeastOverlap * height || columns < LeastOverlap * width)
            return -1;
        double a = 0,
            b = 0,
            aa = 0,
            bb = 0,
            ab = 0;
        for (var y = Math.Max(0, dy); y < height + Math.Min(0, dy); y++)
        for (var x = Math.Max(0, dx); x < width + Math.Min(0, dx); x++)
        {
            double p = now[y * width + x],
                q = before[(y - dy) * width + x - dx];
            (a, b, aa, bb, ab) = (a + p, b + q, aa + p * p, bb + q * q, ab + p * q);
        }

        double n = (double)rows * columns,
            spread = (aa - a * a / n) * (bb - b * b / n);
        return spread <= 0 ? -1 : (ab - a * b / n) / Math.Sqrt(spread);
    }
}
