using System.Diagnostics.CodeAnalysis;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire;

/// <summary>Judges the fields of part 0 against the protocol and the limits, and makes the message of them.</summary>
internal sealed class HeaderRules(WireLimits limits)
{
    private const string Signed = "i2";

    public bool TryJudge(HeaderFields f, [NotNullWhen(true)] out WireMessage? message, [NotNullWhen(false)] out Malformed? fault)
    {
        message = null;
        fault = Common(f)
            ?? f.Type switch
            {
                "start" => Start(f, out message),
                "volume" or "plane" => Image(f, out message),
                "end" => End(f, out message),
                null => Missing(f, "type"),
                _ => Fault(f, MalformedReason.UnknownType, $"type '{Shorten(f.Type)}' is not one of start, volume, plane, end"),
            };
        return fault is null;
    }

    /// <summary>Shape and bytes within the limits; null when they are.</summary>
    public string? TooLarge(VolumeShape shape, VoxelType type)
    {
        if (Math.Max(shape.Z, Math.Max(shape.Y, shape.X)) > limits.MaxDimensionVoxels)
            return $"shape {shape} exceeds {limits.MaxDimensionVoxels} voxels along an axis; crop, or raise MaxDimensionVoxels";
        // Three factors below 2^20 and a voxel of 4 bytes stay below 2^62.
        var bytes = shape.Voxels * type.Bytes();
        return bytes > limits.MaxVolumeBytes
            ? $"shape {shape} of {type.WireName()} takes {bytes} bytes, the limit is {limits.MaxVolumeBytes}; crop, "
                + $"bin, or raise MaxVolumeBytes"
            : null;
    }

    /// <summary>Time point and channel within the limits; null when they are.</summary>
    public string? BadPlace(int? t, int c) =>
        t >= limits.MaxTimePoints ? $"t {t} is not 0 to {limits.MaxTimePoints - 1}; begin a new series, or raise MaxTimePoints"
        : c >= limits.MaxChannels ? $"c {c} is not 0 to {limits.MaxChannels - 1}; raise MaxChannels"
        : null;

    private Malformed? Common(HeaderFields f)
    {
        if (f.Version is not WireMessage.Version)
            return f.Version is null
                ? Missing(f, "v")
                : Fault(
                    f,
                    MalformedReason.UnknownVersion,
                    $"protocol version {f.Version}; this service speaks version {WireMessage.Version}"
                );
        if (f.WrongKey is { } key)
            return Fault(f, MalformedReason.BadValue, $"{Shorten(key)} is {f.WrongValue}; see docs/wire.md for what it must be");
        if (string.IsNullOrEmpty(f.Series))
            return Missing(f, "series");
        if (f.Series.Length > limits.MaxSeriesChars || ContainsControl(f.Series))
            return Fault(
                f,
                MalformedReason.BadValue,
                $"series '{Shorten(f.Series)}' has more than {limits.MaxSeriesChars} characters or control characters"
            );
        if (f.Seq is null)
            return Missing(f, "seq");
        if (f.Origin is { } o && !(double.IsFinite(o.Z) && double.IsFinite(o.Y) && double.IsFinite(o.X)))
            return Fault(f, MalformedReason.BadValue, "origin_um is not finite");
        if (f.Voxel is { IsValid: false } voxel)
            return Fault(f, MalformedReason.BadValue, $"voxel_um {voxel} is not finite and positive");
        return f.T is < 0 || f.T >= limits.MaxTimePoints
            ? Fault(
                f,
                MalformedReason.BadValue,
                $"t {f.T} is not 0 to {limits.MaxTimePoints - 1}; begin a new series, or raise MaxTimePoints"
            )
            : null;
    }

    private Malformed? Start(HeaderFields f, out WireMessage? message)
    {
        message = null;
        VoxelType type = default;
        if (f.Dtype is not null && Dtype(f, out type) is { } badType)
            return badType;
        if (f.Shape is { } shape && Shape(f, shape, type) is { } badShape)
            return badShape;
        message = new StartMessage
        {
            Series = f.Series!,
            Seq = f.Seq!.Value,
            Shape = f.Shape,
            Type = f.Dtype is null ? null : type,
            VoxelMicrometres = f.Voxel,
            OriginMicrometres = f.Origin,
            Meta = f.Meta,
        };
        return null;
    }

    private static Malformed? End(HeaderFields f, out WireMessage? message)
    {
        message = new EndMessage
        {
            Series = f.Series!,
            Seq = f.Seq!.Value,
            LastT = f.T,
            OriginMicrometres = f.Origin,
            Meta = f.Meta,
        };
        return null;
    }

    private Malformed? Image(HeaderFields f, out WireMessage? message)
    {
        message = null;
        if (f.T is null)
            return Missing(f, "t");
        if (f.Shape is not { } shape)
            return Missing(f, "shape");
        if (f.Dtype is null)
            return Missing(f, "dtype");
        var unpackable = Packing(f, out var compression);
        var fault = Dtype(f, out var type) ?? Shape(f, shape, type) ?? Channel(f) ?? unpackable;
        if (fault is not null)
            return fault;
        message = f.Type == "volume" ? Volume(f, shape, type, compression) : Plane(f, shape, type, compression, out fault);
        return fault;
    }

    private static VolumeMessage Volume(HeaderFields f, VolumeShape shape, VoxelType type, Compression compression) =>
        new()
        {
            Series = f.Series!,
            Seq = f.Seq!.Value,
            T = f.T!.Value,
            C = f.C ?? 0,
            Shape = shape,
            Type = type,
            VoxelMicrometres = f.Voxel,
            ExposureEndNs = f.ExposureEndNs ?? 0,
            Recorded = f.Recorded,
            Compression = compression,
            OriginMicrometres = f.Origin,
            Meta = f.Meta,
            IsSigned = f.Dtype == Signed,
            Unread = f.Unread,
        };

    private static PlaneMessage? Plane(HeaderFields f, VolumeShape shape, VoxelType type, Compression compression, out Malformed? fault)
    {
        fault =
            f.Z is null ? Missing(f, "z")
            : f.Z < 0 || f.Z >= shape.Z ? Fault(f, MalformedReason.BadValue, $"z {f.Z} is not 0 to {shape.Z - 1}")
            : null;
        return fault is not null
            ? null
            : new PlaneMessage
            {
                Series = f.Series!,
                Seq = f.Seq!.Value,
                T = f.T!.Value,
                C = f.C ?? 0,
                Z = f.Z!.Value,
                Shape = shape,
                Type = type,
                VoxelMicrometres = f.Voxel,
                ExposureEndNs = f.ExposureEndNs ?? 0,
                Recorded = f.Recorded,
                Compression = compression,
                OriginMicrometres = f.Origin,
                Meta = f.Meta,
                IsSigned = f.Dtype == Signed,
                Unread = f.Unread,
            };
    }

    private static Malformed? Dtype(HeaderFields f, out VoxelType type) =>
        TryDtype(f.Dtype!, out type)
            ? null
            : Fault(f, MalformedReason.UnknownDtype, $"dtype '{Shorten(f.Dtype!)}' is not one of u1, u2, i2, f4");

    private static bool TryDtype(string name, out VoxelType type)
    {
        type = name switch
        {
            "u1" => VoxelType.UInt8,
            "u2" or Signed => VoxelType.UInt16,
            _ => VoxelType.Float32,
        };
        return name == type.WireName() || name == Signed;
    }

    private Malformed? Shape(HeaderFields f, VolumeShape shape, VoxelType type)
    {
        if (shape.Z < 1 || shape.Y < 1 || shape.X < 1)
            return Fault(f, MalformedReason.BadValue, $"shape {shape} has an axis below 1");
        return TooLarge(shape, type) is { } detail ? Fault(f, MalformedReason.TooLarge, detail) : null;
    }

    private Malformed? Channel(HeaderFields f) =>
        f.C is < 0 || f.C >= limits.MaxChannels
            ? Fault(f, MalformedReason.BadValue, $"c {f.C} is not 0 to {limits.MaxChannels - 1}; raise MaxChannels")
            : null;

    private static Malformed? Packing(HeaderFields f, out Compression compression)
    {
        compression = f.Compression switch
        {
            "lz4" => Compression.Lz4,
            "zstd" => Compression.Zstd,
            _ => Compression.None,
        };
        return f.Compression is null or "none" || compression != Compression.None
            ? null
            : Fault(f, MalformedReason.UnknownCompression, $"compression '{Shorten(f.Compression)}' is not one of none, lz4, zstd");
    }

    private static Malformed Missing(HeaderFields f, string key) => Fault(f, MalformedReason.MissingKey, $"key '{key}' is missing");

    private static Malformed Fault(HeaderFields f, MalformedReason reason, string detail) => new(reason, detail, f.Series, f.T, f.C, f.Seq);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private static bool ContainsControl(string text)
    {
        foreach (var character in text)
            if (char.IsControl(character))
                return true;
        return false;
    }
}
