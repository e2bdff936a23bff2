using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Data.Images;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Snapshots;

/// <summary>Projects a volume along its three axes in one pass over the voxels.</summary>
internal static class MaximumProjection
{
    /// <summary>The projections of <paramref name="volume"/>; the volume may be disposed afterwards.</summary>
    public static Projections Of(Volume volume, OverlayOptions options) =>
        volume.Header.Type switch
        {
            VoxelType.UInt8 => Of<byte>(volume, options),
            VoxelType.UInt16 => Of<ushort>(volume, options),
            _ => Of<float>(volume, options),
        };

    private static Projections Of<T>(Volume volume, OverlayOptions options)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var shape = volume.Header.Shape;
        var xy = Empty<T>(shape.X, shape.Y, volume.Header.Type);
        var xz = Empty<T>(shape.X, shape.Z, volume.Header.Type);
        var yz = Empty<T>(shape.Z, shape.Y, volume.Header.Type);
        var alongZ = Pixels<T>(xy);
        var alongY = Pixels<T>(xz);
        var alongX = Pixels<T>(yz);
        ReadOnlySpan<T> voxels = volume.AsSpan<T>();
        for (var z = 0; z < shape.Z; z++)
        {
            var bottom = alongY.Slice(z * shape.X, shape.X);
            for (var y = 0; y < shape.Y; y++)
            {
                var row = voxels[..shape.X];
                voxels = voxels[shape.X..];
                var front = alongZ.Slice(y * shape.X, shape.X);
                // MaxNumber lets a voxel that is not a number lose against one that is.
                TensorPrimitives.MaxNumber(front, row, front);
                TensorPrimitives.MaxNumber(bottom, row, bottom);
                alongX[y * shape.Z + z] = Maximum<T>(row);
            }
        }

        return new Projections(xy, xz, yz, ContrastRange.FromPercentiles<T>(alongZ, options.DarkPercent, options.BrightPercent));
    }

    private static T Maximum<T>(ReadOnlySpan<T> row)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var maximum = TensorPrimitives.Max(row);
        if (!T.IsNaN(maximum))
            return maximum;
        maximum = T.MinValue;
        foreach (var voxel in row)
            maximum = T.MaxNumber(maximum, voxel);
        return maximum;
    }

    private static Projection Empty<T>(int width, int height, VoxelType type)
        where T : unmanaged, IMinMaxValue<T>
    {
        var projection = new Projection(width, height, type, new byte[(long)width * height * type.Bytes()]);
        Pixels<T>(projection).Fill(T.MinValue);
        return projection;
    }

    private static Span<T> Pixels<T>(Projection projection)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(projection.Pixels.AsSpan());
}
