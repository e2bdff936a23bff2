using System.Text;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recognition;
using CsCheck;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>Whatever comes: a message or a fault, never an exception, and no memory for what is not there.</summary>
public class DialectFuzzTests
{
    private static readonly WireLimits Limits = new() { MaxVolumeBytes = 1 << 16, MaxHeaderBytes = 4096 };

    private static readonly byte[][] Seeds =
    [
        Encoding.UTF8.GetBytes("""{"htype":"array-1.0","type":"uint16","shape":[3,4,5],"frame":7,"ndattr":{"z":1}}"""),
        Encoding.UTF8.GetBytes("""{"dtype":"uint16","shape":[2,3,4,5],"voxel_um":[1,1,NaN],"t":3}"""),
        Encoding.UTF8.GetBytes("""["volume","uint16",[3,4,5]]"""),
        Encoding.UTF8.GetBytes("NewImage [5.0, 4.0, 1.0, 0.0, 2.0, 12.5]"),
        Convert.FromHexString(
            "a46474797065"
                + "65696d616765"
                + "697365726965735f6964"
                + "07"
                + "68696d6167655f6964"
                + "00"
                + "6464617461"
                + "a16130d82882820405d84547010203040506"
        ),
        Encoding.UTF8.GetBytes("images"),
    ];

    private static readonly Gen<byte[]> Damaged = Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 300])
        .Select(
            (seed, at, value, cut) =>
            {
                var bytes = Seeds[seed].ToArray();
                bytes[at % bytes.Length] = value;
                return cut < bytes.Length ? bytes[..cut] : bytes;
            }
        );

    private static readonly Gen<byte[]> Any = Gen.OneOf(Damaged, Gen.Byte.Array[0, 64]);

    [Fact]
    public void Read_AnyBytes_IsAMessageOrAFault() =>
        Gen.Select(Any, Any.Array[0, 4])
            .Sample(
                (first, rest) =>
                {
                    var readings = new List<Reading>();
                    new MessageReader(Limits).Read(first, new Parts(rest), readings);
                    foreach (var reading in readings)
                        if (reading.Message is ImageMessage image)
                            Assert.InRange(image.PlaneBytes, 1, Limits.MaxVolumeBytes);
                },
                iter: 20_000
            );

    private sealed class Parts(byte[][] parts) : IPartSource
    {
        private int _next;

        public bool HasMore => _next < parts.Length;

        public ReadOnlySpan<byte> Next() => parts[_next++];
    }
}
