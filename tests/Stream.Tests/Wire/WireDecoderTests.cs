using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using MessagePack;

namespace Cellect.Stream.Tests.Wire;

public class WireDecoderTests
{
    private readonly WireDecoder _decoder = new(new WireLimits());

    public static TheoryData<string, object, MalformedReason> Changes =>
        new()
        {
            { "v", 2, MalformedReason.UnknownVersion },
            { "v", "1", MalformedReason.MissingKey },
            { "type", "picture", MalformedReason.UnknownType },
            { "series", "", MalformedReason.MissingKey },
            { "series", "a\nb", MalformedReason.BadValue },
            { "series", new string('a', 201), MalformedReason.BadValue },
            { "seq", -1, MalformedReason.BadValue },
            { "t", -1, MalformedReason.BadValue },
            { "t", 1 << 24, MalformedReason.BadValue },
            { "t", 1L << 40, MalformedReason.BadValue },
            { "t", 1.5, MalformedReason.BadValue },
            { "c", 16, MalformedReason.BadValue },
            { "shape", new[] { 4, 5 }, MalformedReason.BadValue },
            { "shape", new[] { 0, 5, 6 }, MalformedReason.BadValue },
            { "shape", new[] { 1 << 20, 5, 6 }, MalformedReason.TooLarge },
            { "shape", new[] { 16_000, 16_000, 16_000 }, MalformedReason.TooLarge },
            { "shape", new[] { int.MaxValue, int.MaxValue, int.MaxValue }, MalformedReason.TooLarge },
            { "shape", new[] { long.MaxValue, 1, 1 }, MalformedReason.BadValue },
            { "dtype", "u4", MalformedReason.UnknownDtype },
            { "dtype", ">u2", MalformedReason.UnknownDtype },
            { "voxel_um", new[] { 1.0, 0.0, 1.0 }, MalformedReason.BadValue },
            { "voxel_um", new[] { 1.0, double.NaN, 1.0 }, MalformedReason.BadValue },
            { "origin_um", new[] { 1.0, double.PositiveInfinity, 1.0 }, MalformedReason.BadValue },
            { "compression", "gzip", MalformedReason.UnknownCompression },
            { "meta", "text", MalformedReason.BadValue },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void TryDecode_OneBadValue_NamesTheFault(string key, object value, MalformedReason reason)
    {
        var map = Volume();
        map[key] = value;

        Assert.False(_decoder.TryDecode(Pack(map), out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Theory]
    [InlineData("v")]
    [InlineData("type")]
    [InlineData("series")]
    [InlineData("seq")]
    [InlineData("t")]
    [InlineData("shape")]
    [InlineData("dtype")]
    public void TryDecode_KeyMissing_NamesTheKey(string key)
    {
        var map = Volume();
        map.Remove(key);

        Assert.False(_decoder.TryDecode(Pack(map), out _, out var fault));
        Assert.Equal(MalformedReason.MissingKey, fault.Reason);
        Assert.Contains($"'{key}'", fault.Detail);
    }

    [Fact]
    public void TryDecode_UnknownVersionWithOtherTypes_IsUnknownVersion()
    {
        var map = Volume();
        map["v"] = 7;
        map["shape"] = "as you like";

        Assert.False(_decoder.TryDecode(Pack(map), out _, out var fault));
        Assert.Equal(MalformedReason.UnknownVersion, fault.Reason);
        Assert.Equal("run 1", fault.Series);
    }

    [Fact]
    public void TryDecode_OptionalKeysMissingUnknownKeysPresent_HasDefaults()
    {
        var map = Volume();
        map["laser_mw"] = new object[]
        {
            1,
            new Dictionary<object, object?> { [3] = null },
        };
        map["voxel_um"] = new object[] { 2, 0.5f, 0.5 };
        map["c"] = null;

        Assert.True(_decoder.TryDecode(Pack(map), out var message, out var fault), fault?.Detail);
        var volume = Assert.IsType<VolumeMessage>(message);
        Assert.Equal((3, 0, Compression.None, 0L), (volume.T, volume.C, volume.Compression, volume.ExposureEndNs));
        Assert.Equal(new VoxelSize(2, 0.5, 0.5), volume.VoxelMicrometres);
        Assert.True(volume.Meta.IsEmpty);
    }

    [Fact]
    public void TryDecode_PlaneOutsideItsVolume_IsBadValue()
    {
        var map = Volume();
        map["type"] = "plane";
        map["z"] = 4;

        Assert.False(_decoder.TryDecode(Pack(map), out _, out var fault));
        Assert.Equal(MalformedReason.BadValue, fault.Reason);
        Assert.Equal(3, fault.T);
    }

    [Fact]
    public void TryDecode_TenThousandNestedArrays_IsTooDeepNotAStackOverflow()
    {
        byte[] bytes = [0x81, 0xa4, (byte)'m', (byte)'e', (byte)'t', (byte)'a', .. Enumerable.Repeat((byte)0x91, 60_000), 0xc0];

        Assert.False(_decoder.TryDecode(bytes, out _, out var fault));
        Assert.Equal(MalformedReason.HeaderTooLarge, fault.Reason);
    }

    [Fact]
    public void TryDecode_MapThatClaimsFourBillionEntries_IsTruncated()
    {
        Assert.False(_decoder.TryDecode(new byte[] { 0xdf, 0xff, 0xff, 0xff, 0xff }, out _, out var fault));
        Assert.Contains(fault.Reason, new[] { MalformedReason.Truncated, MalformedReason.Garbage });
    }

    [Fact]
    public void TryDecode_PixelsInPartZero_IsHeaderTooLarge()
    {
        Assert.False(_decoder.TryDecode(new byte[100_000], out _, out var fault));
        Assert.Equal(MalformedReason.HeaderTooLarge, fault.Reason);
    }

    [Fact]
    public void TryDecode_BytesAfterTheMap_IsGarbage()
    {
        byte[] bytes = [.. Pack(Volume()), 0];

        Assert.False(_decoder.TryDecode(bytes, out _, out var fault));
        Assert.Equal(MalformedReason.Garbage, fault.Reason);
    }

    private static byte[] Pack(Dictionary<string, object?> map) =>
        MessagePackSerializer.Serialize(map, cancellationToken: TestContext.Current.CancellationToken);

    private static Dictionary<string, object?> Volume() =>
        new()
        {
            ["v"] = 1,
            ["type"] = "volume",
            ["series"] = "run 1",
            ["seq"] = 3,
            ["t"] = 3,
            ["shape"] = new[] { 4, 5, 6 },
            ["dtype"] = "u2",
        };
}
