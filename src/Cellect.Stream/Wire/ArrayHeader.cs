using System.Globalization;
using System.Text.Json;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire;

/// <summary>
/// What foreign dialects say of an array: numpy's dtype and shape, and perhaps its place. Two axes are a slice, three a volume (z, y, x),
/// four a volume of several channels (c, z, y, x).
/// </summary>
internal sealed class ArrayHeader
{
    public required PixelLayout Layout { get; init; }

    /// <summary>Extent; Z is 1 for a slice.</summary>
    public required VolumeShape Shape { get; init; }

    /// <summary>Channels of a four-dimensional array, else 1.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>True for two axes.</summary>
    public bool IsSlice { get; init; }

    public int? T { get; init; }

    public int C { get; init; }

    public int? Z { get; init; }

    /// <summary>Slices of a volume, where the sender tells; 0: it does not.</summary>
    public int Planes { get; init; }

    public VoxelSize? Voxel { get; init; }

    public long ExposureEndNs { get; init; }

    public (double Z, double Y, double X)? Origin { get; init; }

    /// <summary>Reads numpy's name of a type, with or without its byte order.</summary>
    public static PixelLayout? LayoutOf(string dtype) =>
        PixelLayout.Of(
            dtype.TrimStart('<', '>', '|', '=').ToLowerInvariant() is "single" ? "float32" : dtype.TrimStart('<', '>', '|', '='),
            dtype.StartsWith('>')
        );

    /// <summary>Complains of a dtype.</summary>
    public static Malformed BadDtype(string dtype) =>
        new(MalformedReason.UnknownDtype, $"dtype is {dtype}; {PixelLayout.Legal}: send volume.astype('uint16')");

    /// <summary>Complains of a shape.</summary>
    public static Malformed BadShape(string shape) =>
        new(
            MalformedReason.BadValue,
            $"shape is {shape}; it must be [y, x], [z, y, x] or [channel, z, y, x] with whole numbers of at least 1"
        );

    /// <summary>The extents of a shape, slowest axis first; null when they are none.</summary>
    public static int[]? Extents(JsonElement shape)
    {
        if (shape.ValueKind != JsonValueKind.Array || shape.GetArrayLength() is not (>= 2 and <= 4))
            return null;
        var extents = new List<int>();
        foreach (var item in shape.EnumerateArray())
            if (Whole(item) is >= 1 and <= int.MaxValue and var extent)
                extents.Add((int)extent);
            else
                return null;
        return [.. extents];
    }

    /// <summary>A whole number, also one in quotes, as odin's live view writes it.</summary>
    public static long? Whole(JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var whole) ? whole
        : item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var real) && real == Math.Floor(real) && Math.Abs(real) < 9e15
            ? (long)real
        : item.ValueKind == JsonValueKind.String
        && long.TryParse(item.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quoted)
            ? quoted
        : null;

    /// <summary>The message of this header, held to the limits.</summary>
    /// <param name="rules">The limits.</param>
    /// <param name="meta">What else the sender tells.</param>
    /// <param name="message">The volume or slice.</param>
    /// <param name="series">Name of the series; empty where the dialect has none.</param>
    /// <param name="seq">Position in the series, where the dialect tells.</param>
    public Malformed? ToMessage(HeaderRules rules, byte[] meta, out ImageMessage? message, string series = "", ulong seq = 0)
    {
        message = null;
        var whole = Planes > 0 ? Shape with { Z = Planes } : Shape;
        if (rules.TooLarge(whole, Layout.Type) is { } detail)
            return new Malformed(MalformedReason.TooLarge, detail);
        if (rules.BadPlace(T, C + Channels - 1) is { } place)
            return new Malformed(MalformedReason.BadValue, place);
        if (Voxel is { IsValid: false } voxel)
            return new Malformed(MalformedReason.BadValue, $"voxel_um {voxel} is not finite and positive");
        if (Z is { } z && (z < 0 || !IsSlice || (Planes > 0 && z >= Planes)))
            return new Malformed(
                MalformedReason.BadValue,
                IsSlice
                    ? $"z is {z}; it must be 0 to {(Planes > 0 ? Planes - 1 : "the last slice")}"
                    : "z is told of a whole volume; leave it out"
            );
        message = IsSlice && Z is { } slice ? ToPlane(slice, whole, meta, series, seq) : ToVolume(meta, series, seq);
        return null;
    }

    private PlaneMessage ToPlane(int z, VolumeShape whole, byte[] meta, string series, ulong seq) =>
        new()
        {
            Series = series,
            Seq = seq,
            T = T ?? -1,
            C = C,
            Z = z,
            // 0 slices: the receiver finds out how many there are.
            Shape = Planes > 0 ? whole : whole with { Z = 0 },
            Type = Layout.Type,
            IsSigned = Layout.Signed,
            IsBigEndian = Layout.Swapped,
            VoxelMicrometres = Voxel,
            ExposureEndNs = ExposureEndNs,
            OriginMicrometres = Origin,
            Meta = meta,
        };

    private VolumeMessage ToVolume(byte[] meta, string series, ulong seq) =>
        new()
        {
            Series = series,
            Seq = seq,
            T = T ?? -1,
            C = C,
            Channels = Channels,
            Shape = Shape,
            Type = Layout.Type,
            IsSigned = Layout.Signed,
            IsBigEndian = Layout.Swapped,
            VoxelMicrometres = Voxel,
            ExposureEndNs = ExposureEndNs,
            OriginMicrometres = Origin,
            Meta = meta,
        };
}
