using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>Reads the MessagePack map of part 0. Unknown keys are skipped; a value of the wrong type is noted and skipped.</summary>
/// <remarks>Throws what the MessagePack reader throws on truncated bytes; <see cref="WireDecoder"/> turns that into a value.</remarks>
internal static class HeaderReader
{
    public static HeaderFields Read(ReadOnlyMemory<byte> part, int maxDepth)
    {
        var reader = new MessagePackReader(part);
        var fields = new HeaderFields();
        for (var entries = reader.ReadMapHeader(); entries > 0; entries--)
        {
            if (reader.NextMessagePackType != MessagePackType.String)
            {
                reader.SkipBounded(maxDepth - 1);
                reader.SkipBounded(maxDepth - 1);
                continue;
            }

            var key = reader.ReadString() ?? "";
            var value = reader;
            reader.SkipBounded(maxDepth - 1);
            if (Take(fields, key, value, part[(int)value.Consumed..(int)reader.Consumed]))
                continue;
            // A volume is worth more than its clock.
            if (key == "exposure_end_ns")
                fields.Unread = $"exposure_end_ns is {value.Describe()}; it must be a whole number of nanoseconds: time.time_ns()";
            else if (key == "recorded_ns")
                fields.Unread = $"recorded_ns is {value.Describe()}; it must be two whole numbers of nanoseconds above 0: received, linked";
            else if (fields.WrongKey is null)
                (fields.WrongKey, fields.WrongValue) = (key, value.Describe());
        }

        if (reader.Consumed != part.Length)
            throw new MessagePackSerializationException("bytes after the map");
        return fields;
    }

    private static bool Take(HeaderFields fields, string key, MessagePackReader value, ReadOnlyMemory<byte> raw) =>
        key switch
        {
            "v" => value.TryInt64(out fields.Version),
            "type" => value.TryText(out fields.Type),
            "series" => value.TryText(out fields.Series),
            "seq" => value.TryUInt64(out fields.Seq),
            "t" => value.TryInt32(out fields.T),
            "c" => value.TryInt32(out fields.C),
            "z" => value.TryInt32(out fields.Z),
            "shape" => value.TryShape(out fields.Shape),
            "dtype" => value.TryText(out fields.Dtype),
            "voxel_um" => TryVoxel(value, out fields.Voxel),
            "exposure_end_ns" => value.TryInt64(out fields.ExposureEndNs),
            "recorded_ns" => value.TryStamps(out fields.Recorded),
            "compression" => value.TryText(out fields.Compression),
            "origin_um" => value.TryTriple(out fields.Origin),
            "meta" => TryMeta(value, raw, out fields.Meta),
            _ => true,
        };

    private static bool TryVoxel(MessagePackReader value, out VoxelSize? voxel)
    {
        var ok = value.TryTriple(out var triple);
        voxel = triple is { } t ? new VoxelSize(t.Z, t.Y, t.X) : null;
        return ok;
    }

    // A copy: the received part is given back long before the last reader of the meta map is done.
    private static bool TryMeta(MessagePackReader value, ReadOnlyMemory<byte> raw, out ReadOnlyMemory<byte> meta)
    {
        var isMap = value.NextMessagePackType == MessagePackType.Map;
        meta = isMap ? raw.ToArray() : default;
        return isMap || value.IsNil;
    }
}
