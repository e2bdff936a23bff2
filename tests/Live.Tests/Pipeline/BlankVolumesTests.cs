using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Live.Pipeline;
using Cellect.Testing;

namespace Cellect.Live.Tests.Pipeline;

public class BlankVolumesTests
{
    private static readonly VolumeShape Shape = new(4, 30, 30);

    [Fact]
    public void WhatIsWrong_OneValueThroughout_IsTold()
    {
        Assert.Equal("all voxels are 0", Judge<ushort>(_ => 0));
        Assert.Equal("all voxels are 65535", Judge<ushort>(_ => ushort.MaxValue));
        Assert.Equal("all voxels are 7", Judge<byte>(_ => 7));
        Assert.Equal("all voxels are 0.5", Judge<float>(_ => 0.5f));
    }

    [Fact]
    public void WhatIsWrong_SaturatedButForACorner_IsTold() =>
        Assert.Equal("2000 of 3600 voxels are at its highest value, 4095", Judge<ushort>(i => (ushort)(i < 2000 ? 4095 : 100 + i % 50)));

    [Fact]
    public void WhatIsWrong_BlackWithHotPixels_IsTold() =>
        Assert.Equal("20 of 3600 voxels are brighter than its lowest value, 3", Judge<byte>(i => (byte)(i % 180 == 0 ? 90 : 3)));

    [Fact]
    public void WhatIsWrong_MostVoxelsNoNumbers_IsTold() =>
        Assert.Equal("3000 of 3600 voxels are no numbers", Judge<float>(i => i < 3000 ? float.NaN : i));

    [Fact]
    public void WhatIsWrong_NoiseOrOneSmallCellInZeroFill_IsNothing()
    {
        Assert.Null(Judge<ushort>(i => (ushort)(100 + i * 31 % 17)));
        Assert.Null(Judge<byte>(i => (byte)(i % 100 == 0 ? 200 : 0)));
        Assert.Null(Judge<float>(i => i < 100 ? float.NaN : i));
    }

    [Fact]
    public void Alert_AfterBlankVolumes_NamesThemAndStandsUntilTwentyGoodOnesHaveCome()
    {
        var blanks = new BlankVolumes();
        Assert.Null(blanks.Alert);
        blanks.Blank(5, "all voxels are 0");
        Assert.StartsWith("volume 5 shows nothing (all voxels are 0)", blanks.Alert, StringComparison.Ordinal);
        blanks.Good();
        blanks.Blank(9, "all voxels are 0");
        Assert.StartsWith("2 volumes from 5 to 9 show nothing", blanks.Alert, StringComparison.Ordinal);
        for (var i = 0; i < 19; i++)
            blanks.Good();
        Assert.NotNull(blanks.Alert);
        blanks.Good();
        Assert.Null(blanks.Alert);
        blanks.Blank(50, "all voxels are 0");
        Assert.StartsWith("volume 50 shows nothing", blanks.Alert, StringComparison.Ordinal);
    }

    private static string? Judge<T>(Func<int, T> voxel)
        where T : unmanaged
    {
        var type =
            typeof(T) == typeof(byte) ? VoxelType.UInt8
            : typeof(T) == typeof(ushort) ? VoxelType.UInt16
            : VoxelType.Float32;
        using var pool = new DiagnosticVolumePool();
        using var volume = pool.Rent(TestVolumes.Header("s", 0, Shape, type));
        var voxels = MemoryMarshal.Cast<byte, T>(volume.Bytes);
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = voxel(i);
        return VolumeContent.WhatIsWrong(volume);
    }
}
