using Cellect.Data.Pixels;
using CsCheck;

namespace Cellect.Data.Tests.Pixels;

public class PixelCodecTests
{
    private const int Margin = 16;
    private static readonly Gen<byte[]> Pixels = Gen.OneOf(Gen.Byte.Array[1, 3000], Gen.Byte[0, 3].Array[1, 3000]);
    private static readonly Gen<Compression> AnyCompression = Gen.Enum<Compression>();

    [Fact]
    public void TryDecode_EncodedPixels_AreTheSame() =>
        Pixels
            .Select(AnyCompression)
            .Sample(
                (pixels, compression) =>
                {
                    using var decoder = new PixelDecoder();
                    var decoded = new byte[pixels.Length];
                    Assert.True(decoder.TryDecode(compression, PixelEncoder.Encode(pixels, compression), decoded, out _));
                    Assert.Equal(pixels, decoded);
                }
            );

    [Fact]
    public void TryDecode_WrongSize_IsMalformed() =>
        Pixels
            .Select(AnyCompression, Gen.OneOf(Gen.Int[-100, -1], Gen.Int[1, 100]))
            .Sample(
                (pixels, compression, difference) =>
                {
                    using var decoder = new PixelDecoder();
                    var wanted = new byte[Math.Max(0, pixels.Length + difference)];
                    Assert.False(decoder.TryDecode(compression, PixelEncoder.Encode(pixels, compression), wanted, out var fault));
                    Assert.Equal(compression == Compression.None ? MalformedReason.PartSize : MalformedReason.BadCompression, fault.Reason);
                }
            );

    [Fact]
    public void TryDecode_MutatedPart_NeverThrowsNorWritesBeyond() =>
        Pixels
            .Select(AnyCompression, Gen.Int[0, 10_000].Select(Gen.Byte).Array[1, 5], Gen.Double[0.5, 1])
            .Sample(
                (pixels, compression, changes, keep) =>
                {
                    using var decoder = new PixelDecoder();
                    var part = PixelEncoder.Encode(pixels, compression);
                    foreach (var (at, value) in changes)
                        part[at % part.Length] = value;
                    var around = new byte[pixels.Length + (2 * Margin)];
                    decoder.TryDecode(compression, part.AsSpan(0, (int)(keep * part.Length)), around.AsSpan(Margin, pixels.Length), out _);
                    Assert.True(
                        around.AsSpan(0, Margin).IndexOfAnyExcept((byte)0) < 0
                            && around.AsSpan(Margin + pixels.Length).IndexOfAnyExcept((byte)0) < 0
                    );
                },
                iter: 5_000
            );

    [Fact]
    public void TryDecode_ZstdBomb_StopsAtTheVolume()
    {
        using var decoder = new PixelDecoder();
        var bomb = PixelEncoder.Encode(new byte[64 << 20], Compression.Zstd);
        var voxels = new byte[1000];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(decoder.TryDecode(Compression.Zstd, bomb, voxels, out var fault));
        Assert.Equal(MalformedReason.BadCompression, fault.Reason);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }
}
