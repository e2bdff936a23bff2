using System.Buffers;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>Writes part 0 of a message. The pixel parts come from <see cref="PixelEncoder"/>.</summary>
public static class WireEncoder
{
    /// <summary>Part 0 of <paramref name="message"/>: a MessagePack map with the keys of docs/wire.md; what is null, empty or default is
    /// left out.</summary>
    public static byte[] Encode(WireMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(Write(ref writer, message, count: true));
        Write(ref writer, message, count: false);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static int Write(ref MessagePackWriter writer, WireMessage message, bool count)
    {
        var keys = new KeyWriter(count);
        keys.Int(ref writer, "v", WireMessage.Version);
        keys.Text(ref writer, "type", TypeName(message));
        keys.Text(ref writer, "series", message.Series);
        keys.UInt(ref writer, "seq", message.Seq);
        if (message is StartMessage start)
            WriteGeometry(ref keys, ref writer, start.Shape, start.Type, start.VoxelMicrometres);
        if (message is EndMessage { LastT: { } last })
            keys.Int(ref writer, "t", last);
        if (message is ImageMessage image)
            WriteImage(ref keys, ref writer, image);
        if (message.OriginMicrometres is { } origin)
            keys.Triple(ref writer, "origin_um", origin.Z, origin.Y, origin.X);
        if (!message.Meta.IsEmpty)
            keys.Raw(ref writer, "meta", message.Meta.Span);
        return keys.Written;
    }

    private static void WriteImage(ref KeyWriter keys, ref MessagePackWriter writer, ImageMessage image)
    {
        keys.Int(ref writer, "t", image.T);
        keys.Int(ref writer, "c", image.C);
        if (image is PlaneMessage plane)
            keys.Int(ref writer, "z", plane.Z);
        WriteGeometry(ref keys, ref writer, image.Shape, image.Type, image.VoxelMicrometres);
        if (image.ExposureEndNs != 0)
            keys.Int(ref writer, "exposure_end_ns", image.ExposureEndNs);
        if (image.Recorded is { } recorded)
            keys.Pair(ref writer, "recorded_ns", recorded.ReceivedNs, recorded.LinkedNs);
        keys.Text(ref writer, "compression", CompressionName(image.Compression));
    }

    private static void WriteGeometry(
        ref KeyWriter keys,
        ref MessagePackWriter writer,
        VolumeShape? shape,
        VoxelType? type,
        VoxelSize? voxel
    )
    {
        if (shape is { } s)
            keys.Shape(ref writer, "shape", s);
        if (type is { } t)
            keys.Text(ref writer, "dtype", t.WireName());
        if (voxel is { } v)
            keys.Triple(ref writer, "voxel_um", v.Z, v.Y, v.X);
    }

    private static string TypeName(WireMessage message) =>
        message switch
        {
            StartMessage => "start",
            VolumeMessage => "volume",
            PlaneMessage => "plane",
            EndMessage => "end",
            _ => throw new ArgumentException($"{message.GetType().Name} is not a message of this protocol", nameof(message)),
        };

    private static string CompressionName(Compression compression) =>
        compression switch
        {
            Compression.None => "none",
            Compression.Lz4 => "lz4",
            Compression.Zstd => "zstd",
            _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "not a compression of this protocol"),
        };
}
