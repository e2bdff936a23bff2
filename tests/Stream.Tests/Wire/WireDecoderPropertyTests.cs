using System.Text;
using Cellect.Data.Pixels;
using Cellect.Stream.Wire;
using CsCheck;

namespace Cellect.Stream.Tests.Wire;

public class WireDecoderPropertyTests
{
    private const int MostBytesForAHeader = 300_000;
    private static readonly WireLimits Limits = new() { MaxVolumeBytes = 1 << 20, MaxDimensionVoxels = 256 };
    private readonly WireDecoder _decoder = new(Limits);

    [Fact]
    public void TryDecode_EncodedMessage_IsTheSameMessage() =>
        Messages.Any.Sample(message =>
        {
            Assert.True(_decoder.TryDecode(WireEncoder.Encode(message), out var decoded, out var fault), fault?.Detail);
            Assert.Equal(message.Meta.ToArray(), decoded.Meta.ToArray());
            Assert.Equal(message with { Meta = default }, decoded with { Meta = default });
        });

    [Fact]
    public void TryDecode_EveryTruncation_IsMalformed() =>
        Messages
            .Any.Select(Gen.Double[0, 1], (message, cut) => (message, cut))
            .Sample(sample =>
            {
                var bytes = WireEncoder.Encode(sample.message);
                Assert.False(_decoder.TryDecode(bytes.AsMemory(0, (int)(sample.cut * (bytes.Length - 1))), out _, out var fault));
                Assert.Equal(MalformedReason.Truncated, fault.Reason);
            });

    [Fact]
    public void TryDecode_MutatedMessage_NeverThrowsNorExceedsTheLimits() =>
        Messages
            .Any.Select(Gen.Int[0, 10_000].Select(Gen.Byte, (at, value) => (at, value)).Array[1, 8], (message, changes) =>
                (message, changes)
            )
            .Sample(
                sample =>
                {
                    var bytes = WireEncoder.Encode(sample.message);
                    foreach (var (at, value) in sample.changes)
                        bytes[at % bytes.Length] = value;
                    AssertBounded(bytes);
                },
                iter: 20_000
            );

    [Fact]
    public void TryDecode_RandomBytes_NeverThrowsNorExceedsTheLimits() => Gen.Byte.Array[0, 200].Sample(AssertBounded, iter: 20_000);

    [Fact]
    public void TryDecode_RandomJson_NeverThrowsNorExceedsTheLimits() =>
        Gen.String[Gen.Char["{}[]\",:0123456789.eE+-dtypeshapuin tr\\\u00e9"], 0, 80]
            .Select(text => Encoding.UTF8.GetBytes("{\"dtype\":\"uint16\",\"shape\":" + text))
            .Sample(AssertBounded, iter: 20_000);

    private void AssertBounded(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var ok = _decoder.TryDecode(bytes, out var message, out var fault);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostBytesForAHeader, $"{allocated} bytes allocated for a header of {bytes.Length}");
        Assert.Equal(ok, fault is null);
        if (message is ImageMessage image)
        {
            Assert.InRange(image.VolumeBytes, 1, Limits.MaxVolumeBytes);
            Assert.InRange(image.T, 0, Limits.MaxTimePoints - 1);
            Assert.InRange(image.C, 0, Limits.MaxChannels - 1);
        }

        if (message is PlaneMessage plane)
            Assert.InRange(plane.Z, 0, plane.Shape.Z - 1);
    }
}
