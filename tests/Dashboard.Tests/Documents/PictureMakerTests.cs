using Cellect.Dashboard.Documents;
using Cellect.Data.Volumes;
using Cellect.Testing;
using SkiaSharp;

namespace Cellect.Dashboard.Tests.Documents;

public class PictureMakerTests
{
    private readonly VolumePool _pool = new();

    [Theory]
    [InlineData(VoxelType.UInt8)]
    [InlineData(VoxelType.UInt16)]
    [InlineData(VoxelType.Float32)]
    public void Make_OneBrightBlock_ShowsItWhereItIs(VoxelType type)
    {
        using var volume = _pool.Rent(TestVolumes.Header("s", 3, new VolumeShape(4, 40, 60), type, c: 1));
        Fill(volume, 10);
        for (var y = 8; y < 16; y++)
        for (var x = 40; x < 48; x++)
            Set(volume, 2, y, x, 200);

        var picture = new PictureMaker().Make(volume);

        using var bitmap = SKBitmap.Decode(picture.Jpeg);
        Assert.Equal((1, 3, 60, 40), (picture.Channel, picture.T, picture.Width, picture.Height));
        Assert.Equal((60, 40), (bitmap.Width, bitmap.Height));
        Assert.True(bitmap.GetPixel(44, 12).Red > 240, $"{bitmap.GetPixel(44, 12)}");
        Assert.True(bitmap.GetPixel(10, 30).Red < 15, $"{bitmap.GetPixel(10, 30)}");
    }

    [Fact]
    public void Make_LargeVolume_IsReducedAndKeepsASingleBrightVoxel()
    {
        using var volume = _pool.Rent(TestVolumes.Header("s", 0, new VolumeShape(2, 100, 2500), VoxelType.UInt8));
        Fill(volume, 10);
        // A hundredth of the picture, so that it counts for the contrast.
        for (var x = 1200; x < 1248; x += 3)
        for (var y = 30; y < 90; y += 3)
            Set(volume, 0, y, x, 250);

        var picture = new PictureMaker().Make(volume);

        using var bitmap = SKBitmap.Decode(picture.Jpeg);
        Assert.Equal((834, 34), (picture.Width, picture.Height));
        Assert.True(bitmap.GetPixel(1224 / 3, 60 / 3).Red > 200, $"{bitmap.GetPixel(1224 / 3, 60 / 3)}");
    }

    [Fact]
    public void Make_VoxelsThatAreNoNumbers_AreNotWhite()
    {
        using var volume = _pool.Rent(TestVolumes.Header("s", 0, new VolumeShape(2, 16, 16), VoxelType.Float32));
        Fill(volume, 1);
        volume.AsSpan<float>()[..100].Fill(float.NaN);
        volume.AsSpan<float>()[^8..].Fill(2);
        volume.AsSpan<float>()[200] = float.PositiveInfinity;

        var picture = new PictureMaker().Make(volume);

        Assert.True(picture is { Low: >= 1, High: <= 2 }, $"{picture.Low} to {picture.High}");
    }

    private static void Fill(Volume volume, int value)
    {
        for (var z = 0; z < volume.Header.Shape.Z; z++)
        for (var y = 0; y < volume.Header.Shape.Y; y++)
        for (var x = 0; x < volume.Header.Shape.X; x++)
            Set(volume, z, y, x, value);
    }

    private static void Set(Volume volume, int z, int y, int x, int value)
    {
        var shape = volume.Header.Shape;
        var at = (z * shape.Y + y) * shape.X + x;
        if (volume.Header.Type == VoxelType.UInt8)
            volume.AsSpan<byte>()[at] = (byte)value;
        else if (volume.Header.Type == VoxelType.UInt16)
            volume.AsSpan<ushort>()[at] = (ushort)value;
        else
            volume.AsSpan<float>()[at] = value;
    }
}
