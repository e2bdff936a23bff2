using System.Formats.Cbor;

namespace Cellect.Stream.Wire.Dectris;

/// <summary>The values of a CBOR map that are of use here; everything else is skipped, within the limits of depth and size.</summary>
internal sealed class CborMap
{
    private const int MostEntries = 4096;
    private const CborTag MultiDimensional = (CborTag)40;

    private readonly Dictionary<string, object> _values = [];

    /// <summary>Arrays by channel, of an <c>image</c> message; null for others.</summary>
    public List<(string Channel, CborImage Image)>? Images { get; private set; }

    /// <exception cref="CborContentException">The bytes are not CBOR.</exception>
    /// <exception cref="FormatException">They hold more than is taken.</exception>
    public static CborMap Read(ReadOnlyMemory<byte> part, WireLimits limits)
    {
        var reader = new CborReader(part, CborConformanceMode.Lax);
        if (reader.PeekState() == CborReaderState.Tag)
            reader.ReadTag();
        return ReadMap(reader, limits, limits.MaxDepth);
    }

    public string? Text(string key) => _values.GetValueOrDefault(key) as string;

    public long? Whole(string key) => _values.GetValueOrDefault(key) is double value && value == Math.Floor(value) ? (long)value : null;

    public CborMap? Map(string key) => _values.GetValueOrDefault(key) as CborMap;

    public IEnumerable<string> Texts(string key) => (_values.GetValueOrDefault(key) as List<object>)?.OfType<string>() ?? [];

    public double[]? Reals(string key) =>
        _values.GetValueOrDefault(key) is List<object> list && list.TrueForAll(item => item is double) ? [.. list.Cast<double>()] : null;

    /// <summary>A fraction <c>[numerator, denominator]</c>; null when it is none.</summary>
    public double? Rational(string key) => Reals(key) is [var numerator, not 0 and var denominator] ? numerator / denominator : null;

    private static CborMap ReadMap(CborReader reader, WireLimits limits, int depth)
    {
        if (depth <= 0)
            throw new FormatException($"more than {limits.MaxDepth} levels");
        var map = new CborMap();
        reader.ReadStartMap();
        for (var entries = 0; reader.PeekState() != CborReaderState.EndMap; entries++)
        {
            if (entries == MostEntries || reader.PeekState() != CborReaderState.TextString)
                throw new FormatException($"a map with keys that are no text, or more than {MostEntries} of them");
            var key = reader.ReadTextString();
            if (key == "data" && reader.PeekState() == CborReaderState.StartMap)
                map.Images = ReadImages(reader, limits);
            else if (ReadValue(reader, limits, depth - 1) is { } value)
                map._values[key] = value;
        }

        reader.ReadEndMap();
        return map;
    }

    private static object? ReadValue(CborReader reader, WireLimits limits, int depth)
    {
        if (depth <= 0)
            throw new FormatException($"more than {limits.MaxDepth} levels");
        switch (reader.PeekState())
        {
            case CborReaderState.TextString:
                return reader.ReadTextString();
            case CborReaderState.UnsignedInteger:
                return (double)reader.ReadUInt64();
            case CborReaderState.NegativeInteger:
                return (double)reader.ReadInt64();
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                return reader.ReadDouble();
            case CborReaderState.StartMap:
                return ReadMap(reader, limits, depth);
            case CborReaderState.StartArray:
                return ReadArray(reader, limits, depth);
            case CborReaderState.Tag:
                reader.ReadTag();
                return ReadValue(reader, limits, depth - 1);
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            default:
                reader.SkipValue();
                return null;
        }
    }

    private static List<object> ReadArray(CborReader reader, WireLimits limits, int depth)
    {
        var list = new List<object>();
        reader.ReadStartArray();
        for (var items = 0; reader.PeekState() != CborReaderState.EndArray; items++)
        {
            if (items == MostEntries)
                throw new FormatException($"an array of more than {MostEntries}");
            list.Add(ReadValue(reader, limits, depth - 1) ?? "");
        }

        reader.ReadEndArray();
        return list;
    }

    private static List<(string Channel, CborImage Image)> ReadImages(CborReader reader, WireLimits limits)
    {
        var images = new List<(string, CborImage)>();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (images.Count == limits.MaxChannels)
                throw new FormatException($"more than {limits.MaxChannels} channels; raise MaxChannels");
            images.Add((reader.ReadTextString(), ReadImage(reader)));
        }

        reader.ReadEndMap();
        return images;
    }

    /// <summary>Tag 40: <c>[[rows, columns], typed array]</c>.</summary>
    private static CborImage ReadImage(CborReader reader)
    {
        if (reader.ReadTag() != MultiDimensional || reader.ReadStartArray() != 2)
            throw new FormatException("data that are no multi-dimensional array (tag 40)");
        var axes = reader.ReadStartArray() ?? 0;
        if (axes is < 1 or > 4)
            throw new FormatException($"an array of {axes} axes");
        var extents = new int[axes];
        for (var axis = 0; axis < axes; axis++)
            extents[axis] = reader.ReadInt32();
        reader.ReadEndArray();
        var image = CborImage.Read(reader, extents);
        reader.ReadEndArray();
        return image;
    }
}
