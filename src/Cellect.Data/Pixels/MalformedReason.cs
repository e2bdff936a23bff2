namespace Cellect.Data.Pixels;

/// <summary>Kinds of unusable messages. The name on reports is the lower-case one in brackets.</summary>
public enum MalformedReason
{
    /// <summary>Part 0 is neither a MessagePack map nor a JSON object (<c>garbage</c>).</summary>
    Garbage,

    /// <summary>Part 0 ends too early (<c>truncated</c>).</summary>
    Truncated,

    /// <summary>Part 0 is larger or deeper than the limits allow (<c>header-too-large</c>).</summary>
    HeaderTooLarge,

    /// <summary>The protocol version is not 1 (<c>unknown-version</c>).</summary>
    UnknownVersion,

    /// <summary>The message type is none of start, volume, plane, end (<c>unknown-type</c>).</summary>
    UnknownType,

    /// <summary>A key that this type of message needs is not there (<c>missing-key</c>).</summary>
    MissingKey,

    /// <summary>A value has the wrong type or is out of its range (<c>bad-value</c>).</summary>
    BadValue,

    /// <summary>The voxel type is none of u1, u2, f4 (<c>unknown-dtype</c>).</summary>
    UnknownDtype,

    /// <summary>The compression is none of none, lz4, zstd (<c>unknown-compression</c>).</summary>
    UnknownCompression,

    /// <summary>The volume is larger than the limits allow (<c>too-large</c>).</summary>
    TooLarge,

    /// <summary>Too few or too many parts (<c>part-count</c>).</summary>
    PartCount,

    /// <summary>A pixel part does not have the size that shape and dtype ask for (<c>part-size</c>).</summary>
    PartSize,

    /// <summary>A pixel part cannot be unpacked (<c>bad-compression</c>).</summary>
    BadCompression,

    /// <summary>Shape or dtype differ from what the series began with (<c>shape-changed</c>).</summary>
    ShapeChanged,

    /// <summary>No memory for the volume within what senders may take (<c>no-memory</c>).</summary>
    NoMemory,

    /// <summary>The voxel size differs from what the series began with (<c>voxel-changed</c>).</summary>
    VoxelChanged,
}

/// <summary>Names of <see cref="MalformedReason"/> in counters, ledgers and logs.</summary>
public static class MalformedReasons
{
    /// <summary>The lower-case name with hyphens, for example <c>part-size</c>.</summary>
    public static string Name(this MalformedReason reason) =>
        reason switch
        {
            MalformedReason.Garbage => "garbage",
            MalformedReason.Truncated => "truncated",
            MalformedReason.HeaderTooLarge => "header-too-large",
            MalformedReason.UnknownVersion => "unknown-version",
            MalformedReason.UnknownType => "unknown-type",
            MalformedReason.MissingKey => "missing-key",
            MalformedReason.BadValue => "bad-value",
            MalformedReason.UnknownDtype => "unknown-dtype",
            MalformedReason.UnknownCompression => "unknown-compression",
            MalformedReason.TooLarge => "too-large",
            MalformedReason.PartCount => "part-count",
            MalformedReason.PartSize => "part-size",
            MalformedReason.BadCompression => "bad-compression",
            MalformedReason.ShapeChanged => "shape-changed",
            MalformedReason.NoMemory => "no-memory",
            MalformedReason.VoxelChanged => "voxel-changed",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason of this protocol"),
        };
}
