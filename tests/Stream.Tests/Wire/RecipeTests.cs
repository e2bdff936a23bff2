using System.Text;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recognition;
using MessagePack;

namespace Cellect.Stream.Tests.Wire;

public class RecipeTests
{
    private readonly MessageReader _reader = new(new WireLimits { MaxVolumeBytes = 1 << 20 });

    [Theory]
    [InlineData("uint8", VoxelType.UInt8)]
    [InlineData("|u1", VoxelType.UInt8)]
    [InlineData("uint16", VoxelType.UInt16)]
    [InlineData("<u2", VoxelType.UInt16)]
    [InlineData("float32", VoxelType.Float32)]
    [InlineData("<f4", VoxelType.Float32)]
    [InlineData(">u2", VoxelType.UInt16)]
    [InlineData("int16", VoxelType.UInt16)]
    [InlineData(">i2", VoxelType.UInt16)]
    [InlineData(">f4", VoxelType.Float32)]
    public void TryDecode_Dtype_IsUnderstood(string dtype, VoxelType type)
    {
        var volume = Decode($$"""{"dtype": "{{dtype}}", "shape": [3, 4, 5]}""");

        Assert.True(volume.IsRecipe);
        Assert.Equal((type, new VolumeShape(3, 4, 5)), (volume.Type, volume.Shape));
        Assert.Null(volume.VoxelMicrometres);
    }

    [Fact]
    public void TryDecode_TwoAxes_IsOneSlice() =>
        Assert.Equal(new VolumeShape(1, 4, 5), Decode("""{"shape":[4,5],"dtype":"uint16"}""").Shape);

    [Fact]
    public void TryDecode_ExtraKeys_ArePassedOnAsMeta()
    {
        var volume = Decode("""{"dtype":"uint8","shape":[1,1,1],"stage":{"x":1.5,"names":["a",null,true]},"n":7}""");

        var meta = MessagePackSerializer.Deserialize<Dictionary<string, object>>(
            volume.Meta,
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal(2, meta.Count);
        Assert.Equal(7, Convert.ToInt32(meta["n"]));
        var stage = Assert.IsType<Dictionary<object, object>>(meta["stage"]);
        Assert.Equal(1.5, stage["x"]);
        Assert.Equal(new object?[] { "a", null, true }, Assert.IsType<object?[]>(stage["names"]));
    }

    [Theory]
    [InlineData("""{"shape":[1,2,3]}""", MalformedReason.MissingKey)]
    [InlineData("""{"dtype":"uint16"}""", MalformedReason.MissingKey)]
    [InlineData("""{"dtype":"uint32","shape":[1,2,3]}""", MalformedReason.UnknownDtype)]
    [InlineData("""{"dtype":7,"shape":[1,2,3]}""", MalformedReason.UnknownDtype)]
    [InlineData("""{"dtype":"uint8","shape":[3]}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[1,2,3,4,5]}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[2,3],"t":-1}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[2,3],"z":9,"planes":4}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[2,3],"t":99999999}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[1,-2,3]}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[1,2.5,3]}""", MalformedReason.BadValue)]
    [InlineData("""{"dtype":"uint8","shape":[99999999,2,3]}""", MalformedReason.TooLarge)]
    [InlineData("""{"dtype":"float32","shape":[1000,1000,1000]}""", MalformedReason.TooLarge)]
    [InlineData("""{"dtype":"uint8","shape":[1,2,3]""", MalformedReason.Garbage)]
    [InlineData("""{"dtype":"\ud800","shape":[1,2,3]}""", MalformedReason.Garbage)]
    public void TryDecode_BadJson_NamesTheFault(string json, MalformedReason reason)
    {
        var fault = _reader.Read(Encoding.UTF8.GetBytes(json), new Part(default), []);
        Assert.Equal(reason, fault?.Reason);
    }

    [Fact]
    public void Read_NaNAmongKeysThatArePassedOn_CostsNothing()
    {
        var volume = Decode("""{"dtype":"uint8","shape":[1,2,3],"z_um":NaN,"note":"a NaN \" in text","piezo":[-Infinity,1]}""");

        var meta = MessagePackSerializer.Deserialize<Dictionary<string, object?>>(
            volume.Meta,
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Null(meta["z_um"]);
        Assert.Equal("a NaN \" in text", meta["note"]);
    }

    [Theory]
    [InlineData("complex64", "complex64")]
    [InlineData("uint32", "astype")]
    public void Read_UnknownDtype_SaysWhichAndWhatToDo(string dtype, string expected)
    {
        var fault = _reader.Read(Encoding.UTF8.GetBytes($$"""{"dtype":"{{dtype}}","shape":[1,2,3]}"""), new Part(default), []);
        Assert.Contains(expected, fault!.Detail, StringComparison.Ordinal);
    }

    private VolumeMessage Decode(string json)
    {
        var readings = new List<Reading>();
        var fault = _reader.Read(Encoding.UTF8.GetBytes(json), new Part(default), readings);
        Assert.True(fault is null, fault?.Detail);
        return Assert.IsType<VolumeMessage>(Assert.Single(readings).Message);
    }
}
