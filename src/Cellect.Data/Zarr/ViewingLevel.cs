using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Data.Volumes;

namespace Cellect.Data.Zarr;

/// <summary>
/// A level of an image for viewing: half as wide and high as the one before, with all its slices. A voxel is the mean of the two by two
/// that it stands for, of fewer at the end of an odd row or column.
/// </summary>
internal static class ViewingLevel
{
    /// <summary>Extent of the next level.</summary>
    public static VolumeShape Next(VolumeShape shape) => new(shape.Z, (shape.Y + 1) / 2, (shape.X + 1) / 2);

    /// <summary>Makes the next level.</summary>
    /// <param name="voxels">C order (z, y, x), little-endian.</param>
    /// <param name="shape">Their extent.</param>
    /// <param name="type">How a voxel is stored.</param>
    /// <param name="next">Gets the voxels of <see cref="Next"/>, stored alike; means of whole numbers are rounded, halves upwards.</param>
    public static void Halve(ReadOnlySpan<byte> voxels, VolumeShape shape, VoxelType type, Span<byte> next)
    {
        switch (type)
        {
            case VoxelType.UInt8:
                Halve<byte, int>(voxels, shape, next);
                break;
            case VoxelType.UInt16:
                Halve<ushort, int>(MemoryMarshal.Cast<byte, ushort>(voxels), shape, MemoryMarshal.Cast<byte, ushort>(next));
                break;
            default:
                Halve<float, float>(MemoryMarshal.Cast<byte, float>(voxels), shape, MemoryMarshal.Cast<byte, float>(next));
                break;
        }
    }

    private static void Halve<T, TSum>(ReadOnlySpan<T> voxels, VolumeShape shape, Span<T> next)
        where T : unmanaged, INumberBase<T>
        where TSum : INumberBase<TSum>
    {
        var (rows, to) = (shape.Z * shape.Y, 0);
        for (var row = 0; row < rows; row += row % shape.Y == shape.Y - 1 ? 1 : 2)
        {
            var upper = voxels.Slice(row * shape.X, shape.X);
            // The last row of an odd height is the mean of itself.
            var lower = row % shape.Y == shape.Y - 1 ? upper : voxels.Slice((row + 1) * shape.X, shape.X);
            Halve<T, TSum>(upper, lower, next.Slice(to, (shape.X + 1) / 2));
            to += (shape.X + 1) / 2;
        }
    }

    private static void Halve<T, TSum>(ReadOnlySpan<T> upper, ReadOnlySpan<T> lower, Span<T> next)
        where T : unmanaged, INumberBase<T>
        where TSum : INumberBase<TSum>
    {
        var four = TSum.CreateTruncating(4);
        var half = typeof(TSum) == typeof(int) ? TSum.CreateTruncating(2) : TSum.Zero;
        for (var x = 0; x < next.Length; x++)
        {
            var (left, right) = (2 * x, Math.Min((2 * x) + 1, upper.Length - 1));
            var sum =
                TSum.CreateTruncating(upper[left])
                + TSum.CreateTruncating(upper[right])
                + TSum.CreateTruncating(lower[left])
                + TSum.CreateTruncating(lower[right]);
            next[x] = T.CreateTruncating((sum + half) / four);
        }
    }
}
