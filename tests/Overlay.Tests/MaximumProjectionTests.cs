using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using CsCheck;

namespace Cellect.Overlay.Tests;

public class MaximumProjectionTests
{
    private static readonly Gen<VolumeShape> Shapes = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 20], Gen.Int[1, 70], (z, y, x) =>
        new VolumeShape(z, y, x)
    );

    [Fact]
    public void Of_UInt16_EqualsTheMaximumAlongEachAxis() => Compare<ushort>(VoxelType.UInt16, Gen.UShort);

    [Fact]
    public void Of_UInt8_EqualsTheMaximumAlongEachAxis() => Compare<byte>(VoxelType.UInt8, Gen.Byte);

    [Fact]
    public void Of_Float32_EqualsTheMaximumAlongEachAxis() => Compare<float>(VoxelType.Float32, Gen.Float[-100, 100]);

    [Fact]
    public void Of_NotANumber_LosesAgainstNumbers()
    {
        using var volume = Rent(new VolumeShape(2, 1, 2), VoxelType.Float32);
        new[] { float.NaN, 2, 3, float.NaN }.CopyTo(volume.AsSpan<float>());

        var projections = MaximumProjection.Of(volume, new OverlayOptions());

        Assert.Equal([3f, 2f], Pixels<float>(projections.XY));
        Assert.Equal([2f, 3f], Pixels<float>(projections.YZ));
    }

    private static void Compare<T>(VoxelType type, Gen<T> voxel)
        where T : unmanaged, IComparable<T> =>
        Shapes
            .SelectMany(shape => voxel.Array[(int)shape.Voxels].Select(voxels => (Shape: shape, Voxels: voxels)))
            .Sample(
                sample =>
                {
                    var (shape, voxels) = sample;
                    using var volume = Rent(shape, type);
                    voxels.CopyTo(volume.AsSpan<T>());

                    var projections = MaximumProjection.Of(volume, new OverlayOptions());

                    T At(int z, int y, int x) => voxels[(z * shape.Y + y) * shape.X + x];
                    T Along(int n, Func<int, T> at) => Enumerable.Range(0, n).Select(at).Max();
                    Assert.Equal(
                        from y in Enumerable.Range(0, shape.Y)
                        from x in Enumerable.Range(0, shape.X)
                        select Along(shape.Z, z => At(z, y, x)),
                        Pixels<T>(projections.XY)
                    );
                    Assert.Equal(
                        from z in Enumerable.Range(0, shape.Z)
                        from x in Enumerable.Range(0, shape.X)
                        select Along(shape.Y, y => At(z, y, x)),
                        Pixels<T>(projections.XZ)
                    );
                    Assert.Equal(
                        from y in Enumerable.Range(0, shape.Y)
                        from z in Enumerable.Range(0, shape.Z)
                        select Along(shape.X, x => At(z, y, x)),
                        Pixels<T>(projections.YZ)
                    );
                },
                iter: 30
            );

    private static Volume Rent(VolumeShape shape, VoxelType type) =>
        new VolumePool().Rent(
            new VolumeHeader
            {
                Series = "s",
                T = 0,
                Shape = shape,
                Type = type,
                VoxelMicrometres = new VoxelSize(1, 1, 1),
            }
        );

    private static T[] Pixels<T>(Projection projection)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(projection.Pixels).ToArray();
}
