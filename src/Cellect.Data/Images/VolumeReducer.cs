using System.Numerics;
using System.Numerics.Tensors;
using Cellect.Data.Volumes;

namespace Cellect.Data.Images;

/// <summary>
/// Makes volumes small: means of blocks of voxels, chosen so that the reduced voxels come close to cubes and their number keeps to a
/// budget. Keeps its working memory; one thread at a time.
/// </summary>
internal sealed class VolumeReducer
{
    /// <summary>Longest side that every OpenGL 4.1 has for a texture of three dimensions.</summary>
    public const int MaxSide = 2048;

    private float[] _means = [];
    private float[] _sums = [];
    private float[] _row = [];

    /// <summary>Voxels (z, y, x) that become one.</summary>
    /// <param name="shape">Extent of the volume.</param>
    /// <param name="voxel">Extent of a voxel; the axis along which it is smallest is reduced first.</param>
    /// <param name="maxVoxels">Most reduced voxels, at least 1.</param>
    public static (int Z, int Y, int X) Factors(VolumeShape shape, VoxelSize voxel, long maxVoxels)
    {
        Span<int> sides = [shape.Z, shape.Y, shape.X];
        Span<double> sizes = [voxel.Z, voxel.Y, voxel.X];
        Span<int> factors = [1, 1, 1];
        while (true)
        {
            var reduced = 1L;
            var best = -1;
            for (var axis = 0; axis < 3; axis++)
            {
                var side = Reduced(sides[axis], factors[axis]);
                reduced *= side;
                if (side > MaxSide)
                {
                    best = axis;
                    reduced = long.MaxValue;
                    break;
                }

                if (side > 1 && (best < 0 || factors[axis] * sizes[axis] < factors[best] * sizes[best]))
                    best = axis;
            }

            if (best < 0 || reduced <= maxVoxels)
                return (factors[0], factors[1], factors[2]);
            factors[best]++;
        }
    }

    /// <summary>Reduces <paramref name="volume"/>; it may be disposed afterwards.</summary>
    /// <param name="volume">Any voxel type.</param>
    /// <param name="maxVoxels">Most reduced voxels.</param>
    /// <param name="darkPercent">Share of the voxels shown black, 0 to 50.</param>
    /// <param name="brightPercent">Share of the voxels shown white, 0 to 50.</param>
    public ImageVolume Reduce(Volume volume, long maxVoxels, double darkPercent, double brightPercent)
    {
        var header = volume.Header;
        var factors = Factors(header.Shape, header.VoxelMicrometres, maxVoxels);
        var shape = new VolumeShape(
            Reduced(header.Shape.Z, factors.Z),
            Reduced(header.Shape.Y, factors.Y),
            Reduced(header.Shape.X, factors.X)
        );
        Grow(ref _means, (int)shape.Voxels);
        Grow(ref _sums, header.Shape.X);
        Grow(ref _row, header.Shape.X);
        switch (header.Type)
        {
            case VoxelType.UInt8:
                Average<byte>(volume, shape, factors);
                break;
            case VoxelType.UInt16:
                Average<ushort>(volume, shape, factors);
                break;
            default:
                Average<float>(volume, shape, factors);
                break;
        }

        var means = _means.AsSpan(0, (int)shape.Voxels);
        var (offset, step) = header.Type == VoxelType.Float32 ? Range(means) : (0, 1);
        var voxel = header.VoxelMicrometres;
        return new ImageVolume(
            shape,
            new VoxelSize(voxel.Z * factors.Z, voxel.Y * factors.Y, voxel.X * factors.X),
            Quantise(means, offset, step),
            offset,
            step,
            ContrastRange.FromPercentiles<float>(means, darkPercent, brightPercent)
        );
    }

    private static int Reduced(int side, int factor) => (side + factor - 1) / factor;

    private static void Grow(ref float[] array, int length)
    {
        if (array.Length < length)
            array = new float[length];
    }

    private void Average<T>(Volume volume, VolumeShape shape, (int Z, int Y, int X) factors)
        where T : unmanaged, INumber<T>
    {
        var source = volume.Header.Shape;
        ReadOnlySpan<T> voxels = volume.AsSpan<T>();
        var sums = _sums.AsSpan(0, source.X);
        var row = _row.AsSpan(0, source.X);
        for (var z = 0; z < shape.Z; z++)
        for (var y = 0; y < shape.Y; y++)
        {
            sums.Clear();
            var rows = 0;
            for (var sz = z * factors.Z; sz < Math.Min(source.Z, (z + 1) * factors.Z); sz++)
            for (var sy = y * factors.Y; sy < Math.Min(source.Y, (y + 1) * factors.Y); sy++, rows++)
            {
                TensorPrimitives.ConvertTruncating(voxels.Slice((sz * source.Y + sy) * source.X, source.X), row);
                if (typeof(T) == typeof(float))
                    ZeroWhatIsNoNumber(row);
                TensorPrimitives.Add<float>(sums, row, sums);
            }

            Condense(sums, _means.AsSpan((z * shape.Y + y) * shape.X, shape.X), factors.X, rows);
        }
    }

    private static void Condense(ReadOnlySpan<float> sums, Span<float> means, int factor, int rows)
    {
        for (var x = 0; x < means.Length; x++)
        {
            var block = sums.Slice(x * factor, Math.Min(factor, sums.Length - x * factor));
            var sum = 0f;
            foreach (var value in block)
                sum += value;
            means[x] = sum / (rows * block.Length);
        }
    }

    private static void ZeroWhatIsNoNumber(Span<float> row)
    {
        foreach (ref var value in row)
            if (!float.IsFinite(value))
                value = 0;
    }

    private static (float Offset, float Step) Range(ReadOnlySpan<float> means)
    {
        var (lowest, highest) = (TensorPrimitives.Min(means), TensorPrimitives.Max(means));
        return (lowest, highest > lowest ? (highest - lowest) / ushort.MaxValue : 1);
    }

    private static ushort[] Quantise(ReadOnlySpan<float> means, float offset, float step)
    {
        var pixels = new ushort[means.Length];
        var scale = 1 / step;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (ushort)Math.Clamp((means[i] - offset) * scale + 0.5f, 0, ushort.MaxValue);
        return pixels;
    }
}
