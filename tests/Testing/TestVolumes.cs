using Cellect.Data.Volumes;

namespace Cellect.Testing;

/// <summary>Small volumes with known content.</summary>
public static class TestVolumes
{
    public static VolumeHeader Header(string series, int t, VolumeShape shape, VoxelType type = VoxelType.UInt16, int c = 0) =>
        new()
        {
            Series = series,
            T = t,
            C = c,
            Shape = shape,
            Type = type,
            VoxelMicrometres = new VoxelSize(2, 0.5, 0.5),
        };

    /// <summary>Pixel bytes that depend on the seed alone.</summary>
    public static byte[] Pixels(VolumeShape shape, VoxelType type, int seed)
    {
        var bytes = new byte[shape.Voxels * type.Bytes()];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static Volume Volume(VolumePool pool, VolumeHeader header, int seed)
    {
        var volume = pool.Rent(header);
        Pixels(header.Shape, header.Type, seed).CopyTo(volume.Bytes);
        return volume;
    }
}
