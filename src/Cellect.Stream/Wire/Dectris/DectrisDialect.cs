using System.Formats.Cbor;
using System.Globalization;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire.Dectris;

/// <summary>
/// DECTRIS stream V2: one CBOR map a message, <c>start</c>, <c>image</c> or <c>end</c>. Images are slices or single-slice volumes: how many
/// make a volume is told by <c>planes</c> in the start message's <c>user_data</c>, or by the option Ingest:Planes; <c>voxel_um</c> may
/// stand beside it. Source: dectris/documentation, stream_v2.
/// </summary>
internal sealed class DectrisDialect(HeaderRules rules, WireLimits limits) : IDialect
{
    private static readonly byte[] SelfDescribed = [0xd9, 0xd9, 0xf7];

    private List<string> _channels = [];
    private int _planes;
    private VoxelSize? _voxel;

    public string Name => "DECTRIS stream V2";

    public bool Recognises(ReadOnlySpan<byte> first) => first.StartsWith(SelfDescribed) || first is [>= 0xa0 and <= 0xbf, ..];

    public Malformed? Read(ReadOnlyMemory<byte> first, IPartSource parts, List<Reading> readings)
    {
        try
        {
            return Take(CborMap.Read(first, limits), readings);
        }
        catch (Exception e)
            when (e is CborContentException or InvalidOperationException or FormatException or OverflowException or InvalidDataException)
        {
            return new Malformed(
                MalformedReason.Garbage,
                $"part 0 of {first.Length} bytes begins like CBOR and is no DECTRIS message: {e.Message}"
            );
        }
    }

    private Malformed? Take(CborMap map, List<Reading> readings)
    {
        switch (map.Text("type"))
        {
            case "start":
                Start(map);
                readings.Add(new Reading(new StartMessage { Series = Series(map), VoxelMicrometres = _voxel }, new Part(default)));
                return null;
            case "end":
                var images = map.Whole("number_of_images") is > 0 and var n ? n : Seen;
                readings.Add(new Reading(new EndMessage { Series = Series(map), Seq = (ulong)images + 1 }, new Part(default)));
                return null;
            case "image":
                return Image(map, readings);
            case var other:
                return new Malformed(MalformedReason.UnknownType, $"type is '{other}'; it must be start, image or end");
        }
    }

    private long Seen { get; set; }

    private void Start(CborMap map)
    {
        _channels = [.. map.Texts("channels")];
        Seen = 0;
        var user = map.Map("user_data");
        _planes = (int)Math.Clamp(user?.Whole("planes") ?? 0, 0, limits.MaxDimensionVoxels);
        _voxel = user?.Reals("voxel_um") is [var z, var y, var x] && new VoxelSize(z, y, x) is { IsValid: true } size ? size : null;
    }

    private Malformed? Image(CborMap map, List<Reading> readings)
    {
        if (map.Whole("image_id") is not (>= 0 and <= int.MaxValue and var id))
            return new Malformed(MalformedReason.MissingKey, "image without image_id");
        if (map.Images is not { Count: > 0 } data)
            return new Malformed(MalformedReason.MissingKey, "image without data");
        Seen = Math.Max(Seen, id + 1);
        foreach (var (channel, array) in data)
        {
            if (array.Layout is not { } layout)
                return ArrayHeader.BadDtype($"CBOR tag {array.Tag}");
            if (array.Extents is not { Length: 2 } extents)
                return ArrayHeader.BadShape($"[{string.Join(", ", array.Extents)}]");
            var header = Header(layout, extents, (int)id, Math.Max(0, _channels.IndexOf(channel)), map);
            if (header.ToMessage(rules, [], out var message, Series(map), (ulong)id + 1) is { } fault)
                return fault;
            if (array.Unpack(message!.Shape.PlaneVoxels * message.Type.Bytes()) is not { } pixels)
                return new Malformed(
                    MalformedReason.BadCompression,
                    $"image {id}: its {array.Packing} data do not unpack to {extents[0]}x{extents[1]}"
                );
            readings.Add(new Reading(message, new Part(pixels)));
        }

        return null;
    }

    private ArrayHeader Header(PixelLayout layout, int[] extents, int id, int channel, CborMap map) =>
        new()
        {
            Layout = layout,
            Shape = new VolumeShape(1, extents[0], extents[1]),
            IsSlice = true,
            // Without planes each image is a volume of one slice, unless Ingest:Planes says otherwise.
            T = _planes > 0 ? id / _planes : id,
            Z = _planes > 0 ? id % _planes : null,
            Planes = _planes,
            C = channel,
            Voxel = _voxel,
            ExposureEndNs = map.Rational("real_time") is { } seconds and > 1e9 ? (long)(seconds * 1e9) : 0,
        };

    private static string Series(CborMap map) =>
        map.Text("series_unique_id") is { Length: > 0 and <= 100 } unique ? unique
        : map.Whole("series_id") is { } id ? string.Create(CultureInfo.InvariantCulture, $"dectris-{id}")
        : throw new FormatException("no series_id");
}
