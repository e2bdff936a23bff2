using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Runtime.InteropServices;
using System.Text;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Ingest;
using K4os.Compression.LZ4;
using NetMQ;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>Each foreign dialect over a real socket: what comes out is, voxel for voxel, the array that went in.</summary>
public class DialectTests
{
    private static readonly VolumeShape Shape = new(3, 4, 5);

    /// <summary>Values that use both bytes and both signs.</summary>
    private static ushort[] Values(int seed, int count = 60)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(65_536))];
    }

    private static byte[] Little(ushort[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] Big(ushort[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), values[i]);
        return bytes;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static TheoryData<string, byte[][]> RecipeVariants()
    {
        var v = Values(1);
        return new()
        {
            { "object", [Text("""{"dtype":"uint16","shape":[3,4,5]}"""), Little(v)] },
            { "topic in front", [Text("images"), Text("""{"dtype":"uint16","shape":[3,4,5]}"""), Little(v)] },
            { "big-endian", [Text("""{"dtype":">u2","shape":[3,4,5]}"""), Big(v)] },
            { "four parts", [Text("volume"), Text("uint16"), Text("(3, 4, 5)"), Little(v)] },
            { "four parts, JSON shape", [Text("volume"), Text("<u2"), Text("[3, 4, 5]"), Little(v)] },
            { "list and array", [Text("""["volume","uint16",[3,4,5]]"""), Little(v)] },
            { "list of one header", [Text("""[{"dtype":"uint16","shape":[3,4,5]}]"""), Little(v)] },
            { "array-1.0", [Text("""{"htype":"array-1.0","type":"uint16","shape":[3,4,5],"frame":7,"timeStamp":1.0}"""), Little(v)] },
            { "own i2 names its sign", [Text("""{"dtype":"int16","shape":[3,4,5]}"""), Little([.. v.Select(x => (ushort)(x ^ 0x8000))])] },
            { "big-endian signed", [Text("""{"dtype":">i2","shape":[3,4,5]}"""), Big([.. v.Select(x => (ushort)(x ^ 0x8000))])] },
        };
    }

    [Theory]
    [MemberData(nameof(RecipeVariants))]
    public async Task Recipe_EveryVariant_GivesTheArrayThatWasSent(string name, byte[][] message)
    {
        await using var bench = new ReceiverBench();
        bench.Sender.SendMultipartBytes(message);
        bench.Sender.SendMultipartBytes(message);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 2; t++)
            Assert.Equal((name, Convert.ToHexString(Little(Values(1)))), (name, Convert.ToHexString(await bench.NextVolume(t))));
    }

    [Fact]
    public async Task Recipe_FourAxes_AreChannels()
    {
        await using var bench = new ReceiverBench();
        var (first, second) = (Values(1), Values(2));
        for (var t = 0; t < 2; t++)
            bench.Sender.SendMultipartBytes(Text("""{"dtype":"uint16","shape":[2,3,4,5]}"""), [.. Little(first), .. Little(second)]);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 2; t++)
        {
            Assert.Equal(Little(first), await bench.NextVolume(t));
            Assert.Equal(Little(second), await bench.NextVolume(t, c: 1));
        }
    }

    [Fact]
    public async Task Recipe_PlacesThatTheSenderTells_AreKept()
    {
        await using var bench = new ReceiverBench();
        foreach (var t in new[] { 0, 2 })
            bench.Sender.SendMultipartBytes(
                Text($$"""{"dtype":"uint16","shape":[3,4,5],"t":{{t}},"c":0,"voxel_um":[2,0.5,0.5],"exposure_end_ns":{{t + 5}}}"""),
                Little(Values(t))
            );

        await bench.Next<SeriesStarted>();
        foreach (var t in new[] { 0, 2 })
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal(
                (t, new VoxelSize(2, 0.5, 0.5), t + 5L),
                (volume.Header.T, volume.Header.VoxelMicrometres, volume.Header.ExposureEndNs)
            );
            Assert.False(volume.Header.VoxelIsAssumed);
        }
    }

    [Fact]
    public async Task MicroManager_PlanesOfTwoChannels_BecomeVolumesByTheirIndices()
    {
        await using var bench = new ReceiverBench();
        bench.Sender.SendMultipartBytes(Text("StandardEvent [\"started\"]"));
        for (var t = 0; t < 3; t++)
        for (var c = 0; c < 2; c++)
        for (var z = 0; z < 3; z++)
            bench.Sender.SendMultipartBytes(
                Text($"NewImage [5.0, 4.0, {t}.0, {c}.0, {z}.0, 12.5]"),
                Text("2"),
                Text("""Metadata {"z-step_um":2.0,"PixelSizeUm":0.5,"Camera":"cam"}"""),
                Big(Values(100 * t + 10 * c + z, 20))
            );

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 2; t++)
        for (var c = 0; c < 2; c++)
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal(
                (t, c, Shape, new VoxelSize(2, 0.5, 0.5)),
                (volume.Header.T, volume.Header.C, volume.Header.Shape, volume.Header.VoxelMicrometres)
            );
            Assert.Equal(Enumerable.Range(0, 3).SelectMany(z => Little(Values(100 * t + 10 * c + z, 20))), volume.Bytes.ToArray());
        }
    }

    [Fact]
    public async Task SlicesWithoutIndices_AreCountedByTheOption()
    {
        await using var bench = new ReceiverBench(
            new IngestOptions
            {
                Endpoint = "tcp://127.0.0.1:0",
                DefaultVoxelMicrometres = "3,1,1",
                Planes = 3,
            }
        );
        for (var i = 0; i < 6; i++)
            bench.Sender.SendMultipartBytes(
                Text("""{"htype":"array-1.0","type":"uint16","shape":[4,5],"frame":0}"""),
                Little(Values(i, 20))
            );

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < 2; t++)
            Assert.Equal(Enumerable.Range(3 * t, 3).SelectMany(i => Little(Values(i, 20))), await bench.NextVolume(t));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lz4")]
    [InlineData("bslz4")]
    public async Task Dectris_ImagesOfASeries_BecomeVolumes(string packing)
    {
        await using var bench = new ReceiverBench();
        bench.Sender.SendFrame(DectrisMessages.Start(series: 7, planes: 3));
        for (var i = 0; i < 6; i++)
            bench.Sender.SendFrame(DectrisMessages.Image(7, i, 4, 5, Values(i, 20), packing));
        bench.Sender.SendFrame(DectrisMessages.End(7));

        Assert.Equal("dectris-7", (await bench.Next<SeriesStarted>()).Series);
        for (var t = 0; t < 2; t++)
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal((t, Shape, new VoxelSize(2, 0.5, 0.5)), (volume.Header.T, volume.Header.Shape, volume.Header.VoxelMicrometres));
            Assert.Equal(Enumerable.Range(3 * t, 3).SelectMany(i => Little(Values(i, 20))), volume.Bytes.ToArray());
        }

        Assert.Equal(EndReasons.End, (await bench.Next<SeriesEnded>()).Reason);
        Assert.Equal(0, bench.Counters.LostMessages);
    }

    /// <summary>Messages as the documentation of stream V2 describes them.</summary>
    internal static class DectrisMessages
    {
        public static byte[] Start(int series, int planes) =>
            Map(writer =>
            {
                Head(writer, "start", series);
                writer.WriteTextString("channels");
                writer.WriteStartArray(1);
                writer.WriteTextString("0");
                writer.WriteEndArray();
                writer.WriteTextString("user_data");
                writer.WriteStartMap(2);
                writer.WriteTextString("planes");
                writer.WriteInt32(planes);
                writer.WriteTextString("voxel_um");
                writer.WriteStartArray(3);
                writer.WriteDouble(2);
                writer.WriteDouble(0.5);
                writer.WriteDouble(0.5);
                writer.WriteEndArray();
                writer.WriteEndMap();
            });

        public static byte[] End(int series) => Map(writer => Head(writer, "end", series));

        public static byte[] Image(int series, int id, int rows, int columns, ushort[] values, string packing) =>
            Map(writer =>
            {
                Head(writer, "image", series);
                writer.WriteTextString("image_id");
                writer.WriteInt32(id);
                writer.WriteTextString("real_time");
                writer.WriteStartArray(2);
                writer.WriteInt64(1_000_000);
                writer.WriteInt64(1_000_000_000);
                writer.WriteEndArray();
                writer.WriteTextString("data");
                writer.WriteStartMap(1);
                writer.WriteTextString("0");
                writer.WriteTag((CborTag)40);
                writer.WriteStartArray(2);
                writer.WriteStartArray(2);
                writer.WriteInt32(rows);
                writer.WriteInt32(columns);
                writer.WriteEndArray();
                writer.WriteTag((CborTag)69);
                Pixels(writer, values, packing);
                writer.WriteEndArray();
                writer.WriteEndMap();
            });

        private static void Pixels(CborWriter writer, ushort[] values, string packing)
        {
            if (packing.Length == 0)
            {
                writer.WriteByteString(Little(values));
                return;
            }

            writer.WriteTag((CborTag)56500);
            writer.WriteStartArray(3);
            writer.WriteTextString(packing);
            writer.WriteInt32(2);
            writer.WriteByteString(
                packing == "lz4" ? Blocks(Little(values), Little(values), 0) : Blocks(Little(values), Shuffled(values), 4 * 2)
            );
            writer.WriteEndArray();
        }

        // HDF5's filter format; the values that fill no group of eight stay as they are at the end.
        private static byte[] Blocks(byte[] plain, byte[] content, int rest)
        {
            var packed = new byte[LZ4Codec.MaximumOutputSize(content.Length)];
            var size = LZ4Codec.Encode(content, packed);
            var bytes = new byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)plain.Length);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), 8192);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), (uint)size);
            return [.. bytes, .. packed[..size], .. plain[(plain.Length - rest)..]];
        }

        private static byte[] Shuffled(ushort[] values)
        {
            var count = values.Length / 8 * 8;
            var bytes = new byte[2 * count];
            for (var bit = 0; bit < 16; bit++)
            for (var i = 0; i < count; i++)
                if ((values[i] >> bit & 1) != 0)
                    bytes[bit * count / 8 + i / 8] |= (byte)(1 << (i % 8));
            return bytes;
        }

        private static void Head(CborWriter writer, string type, int series)
        {
            writer.WriteTextString("type");
            writer.WriteTextString(type);
            writer.WriteTextString("series_id");
            writer.WriteInt32(series);
        }

        private static byte[] Map(Action<CborWriter> write)
        {
            var writer = new CborWriter(CborConformanceMode.Lax);
            writer.WriteStartMap(null);
            write(writer);
            writer.WriteEndMap();
            return writer.Encode();
        }
    }
}
