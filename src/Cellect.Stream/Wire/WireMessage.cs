using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire;

/// <summary>Part 0 of a message of protocol version 1. The bytes are described in docs/wire.md.</summary>
public abstract record WireMessage
{
    /// <summary>The protocol version that is spoken here.</summary>
    public const int Version = 1;

    /// <summary>The acquisition run, unique for each run. Empty for a message of the array recipe, which names none.</summary>
    public required string Series { get; init; }

    /// <summary>Position of this message among all messages of the series, from 0.</summary>
    public ulong Seq { get; init; }

    /// <summary>Stage position of voxel (0,0,0) in micrometres (z, y, x), or null.</summary>
    public (double Z, double Y, double X)? OriginMicrometres { get; init; }

    /// <summary>Whatever else the sender tells: one MessagePack map, passed on untouched; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Meta { get; init; }
}

/// <summary>A series begins. Optional: a series also begins with its first volume or plane.</summary>
public sealed record StartMessage : WireMessage
{
    /// <summary>Extent of every volume of the series, voxels; null when not announced.</summary>
    public VolumeShape? Shape { get; init; }

    /// <summary>How a voxel is stored; null when not announced.</summary>
    public VoxelType? Type { get; init; }

    /// <summary>Extent of a voxel, µm, for every message of the series that does not say its own; null when not announced.</summary>
    public VoxelSize? VoxelMicrometres { get; init; }
}

/// <summary>A series is over.</summary>
public sealed record EndMessage : WireMessage
{
    /// <summary>The last time point of the series, so that losses at the very end are seen; null when not told.</summary>
    public int? LastT { get; init; }
}

/// <summary>What volumes and planes have in common.</summary>
public abstract record ImageMessage : WireMessage
{
    /// <summary>True for a message of a dialect that names no series: it gets one of the receiver's making.</summary>
    internal bool IsAnonymous => Series.Length == 0;

    /// <summary>Time point, from 0; -1 where a dialect does not tell and the receiver counts.</summary>
    public required int T { get; init; }

    /// <summary>Channel, from 0.</summary>
    public int C { get; init; }

    /// <summary>Extent of the whole volume, voxels.</summary>
    public required VolumeShape Shape { get; init; }

    /// <summary>How a voxel is stored.</summary>
    public required VoxelType Type { get; init; }

    /// <summary>Extent of a voxel, µm; null: as the start message said, or else the receiver's options.</summary>
    public VoxelSize? VoxelMicrometres { get; init; }

    /// <summary>End of exposure, UTC nanoseconds since 1970 on the sender's clock; 0 when not told.</summary>
    public long ExposureEndNs { get; init; }

    /// <summary>Of a recording that is replayed: when the volume passed the session, with the constant of
    /// <see cref="ExposureEndNs"/>; null for all others.</summary>
    public RecordedStamps? Recorded { get; init; }

    /// <summary>How the pixel parts are packed.</summary>
    public Compression Compression { get; init; }

    /// <summary>True when the pixels are signed 16-bit values (<c>i2</c>); each is kept as its value plus 32768.</summary>
    public bool IsSigned { get; init; }

    /// <summary>True when the pixels are big-endian; only foreign dialects have such.</summary>
    internal bool IsBigEndian { get; init; }

    /// <summary>A value of the message that could not be read and was done without, for people; null when there is none.</summary>
    internal string? Unread { get; init; }

    /// <summary>How the pixels become ours.</summary>
    internal PixelLayout Layout => new(Type, IsBigEndian, IsSigned);

    /// <summary>Size of the voxels of the whole volume, bytes.</summary>
    public long VolumeBytes => Shape.Voxels * Type.Bytes();

    /// <summary>Size of the voxels of one plane, bytes.</summary>
    public long PlaneBytes => Shape.PlaneVoxels * Type.Bytes();
}

/// <summary>One channel of one time point, whole: a single pixel part, or as many as there are slices, one a slice.</summary>
public sealed record VolumeMessage : ImageMessage
{
    /// <summary>Channels of the message, one after the other in its pixels, from <see cref="ImageMessage.C"/> on; foreign dialects send
    /// all at once.</summary>
    internal int Channels { get; init; } = 1;

    /// <summary>True for a message of the array recipe: it names no series and counts no time points.</summary>
    public bool IsRecipe => Series.Length == 0;

    /// <summary>The message that carries a volume.</summary>
    /// <param name="header">Series, time point, channel, shape, voxel size, exposure end, recorded stamps and origin are taken from
    /// here.</param>
    /// <param name="seq">Position of the message in its series.</param>
    /// <param name="compression">How the pixel parts will be packed.</param>
    public static VolumeMessage For(VolumeHeader header, ulong seq, Compression compression = Compression.None) =>
        new()
        {
            Series = header.Series,
            Seq = seq,
            T = header.T,
            C = header.C,
            Shape = header.Shape,
            Type = header.Type,
            VoxelMicrometres = header.VoxelMicrometres,
            ExposureEndNs = header.ExposureEndNs,
            Recorded = header.Recorded,
            OriginMicrometres = header.OriginMicrometres,
            Compression = compression,
            Meta = header.Meta,
        };
}

/// <summary>One slice of one channel of one time point: a single pixel part.</summary>
public sealed record PlaneMessage : ImageMessage
{
    /// <summary>The slice, from 0 to <c>Shape.Z - 1</c>.</summary>
    public required int Z { get; init; }
}
