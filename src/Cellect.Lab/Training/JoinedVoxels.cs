using System.Numerics.Tensors;
using Cellect.Model.Networks;

namespace Cellect.Lab.Training;

/// <summary>
/// A volume with fewer voxels, as the network is shown it where cells are large: each the mean of the normalised voxels that it covers,
/// in counts again.
/// </summary>
internal static class JoinedVoxels
{
    // Below anything normalised, and so small that beside other voxels it counts as 0.
    private const float Fill = -1e-6f,
        AllFill = -0.99e-6f;

    /// <summary>Joins voxels.</summary>
    /// <param name="volume">C order (z, y, x).</param>
    /// <param name="from">Its slices, rows, columns.</param>
    /// <param name="to">Those wanted, none larger.</param>
    /// <param name="normalization">Of the frame.</param>
    /// <param name="gain">The new counts are this many times the old ones, for few counts need finer steps: at least 1.</param>
    public static ushort[] Of(
        ReadOnlySpan<ushort> volume,
        (int Depth, int Height, int Width) from,
        (int Depth, int Height, int Width) to,
        Normalization normalization,
        int gain
    )
    {
        var normal = new float[volume.Length];
        normalization.Apply(volume, normal);
        // Fill stays exact zeros: nothing else is known of it.
        for (var i = 0; i < normal.Length; i++)
            if (volume[i] == 0)
                normal[i] = Fill;
        var length = from.Height * from.Width;
        var planes = Enumerable.Range(0, from.Depth).Select(z => Plane(normal.AsSpan(z * length, length), from, to)).ToArray();
        var result = new ushort[to.Depth * to.Height * to.Width];
        var sum = new float[to.Height * to.Width];
        for (var z = 0; z < to.Depth; z++)
        {
            var (first, last) = Covered(z, from.Depth, to.Depth);
            Array.Clear(sum);
            for (var k = first; k < last; k++)
                TensorPrimitives.Add(sum, planes[k], sum);
            for (var i = 0; i < sum.Length; i++)
                result[z * sum.Length + i] = Counts(sum[i] / (last - first));
        }

        return result;

        ushort Counts(float mean) =>
            mean <= AllFill ? (ushort)0 : (ushort)Math.Clamp(gain * normalization.Invert(mean) + 0.5f, 1, ushort.MaxValue);
    }

    private static float[] Plane(ReadOnlySpan<float> plane, (int Depth, int Height, int Width) from, (int Depth, int Height, int Width) to)
    {
        var result = new float[to.Height * to.Width];
        for (var y = 0; y < to.Height; y++)
        {
            var (top, bottom) = Covered(y, from.Height, to.Height);
            for (var x = 0; x < to.Width; x++)
            {
                var (left, right) = Covered(x, from.Width, to.Width);
                var sum = 0f;
                for (var j = top; j < bottom; j++)
                for (var i = left; i < right; i++)
                    sum += plane[j * from.Width + i];
                result[y * to.Width + x] = sum / ((bottom - top) * (right - left));
            }
        }

        return result;
    }

    // As LibTorch's area interpolation has it, which joins voxels in use.
    private static (int First, int Last) Covered(int at, int from, int to) =>
        ((int)((long)at * from / to), (int)(((long)(at + 1) * from + to - 1) / to));
}
