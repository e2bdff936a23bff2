namespace Cellect.Data.Volumes;

/// <summary>Everything that is known of a volume but its voxels.</summary>
public sealed record VolumeHeader
{
    /// <summary>The acquisition run; unique for each run.</summary>
    public required string Series { get; init; }

    /// <summary>Position of the (last) message of this volume in its series, from 0.</summary>
    public ulong Seq { get; init; }

    /// <summary>Time point, from 0.</summary>
    public required int T { get; init; }

    /// <summary>Channel, from 0.</summary>
    public int C { get; init; }

    /// <summary>Extent in voxels.</summary>
    public required VolumeShape Shape { get; init; }

    /// <summary>How a voxel is stored.</summary>
    public required VoxelType Type { get; init; }

    /// <summary>Extent of a voxel, µm.</summary>
    public required VoxelSize VoxelMicrometres { get; init; }

    /// <summary>End of exposure in UTC nanoseconds since 1970 on the sender's clock; 0 when the sender does not tell.</summary>
    public long ExposureEndNs { get; init; }

    /// <summary>When the last message of the volume was received, UTC nanoseconds since 1970 on our clock; 0 for files.</summary>
    public long ReceivedNs { get; init; }

    /// <summary>When the volume was complete, UTC nanoseconds since 1970 on our clock; 0 for files.</summary>
    public long AssembledNs { get; init; }

    /// <summary>For a volume of a replayed recording, when it passed the recorded session; null for all others.</summary>
    public RecordedStamps? Recorded { get; init; }

    /// <summary>True when planes are missing (zero-filled) and the policy was to mark the volume rather than discard it.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Which series of this service the volume belongs to, counted from 0: a restarted sender may use a name twice.</summary>
    public int Run { get; init; }

    /// <summary>True when the volume came slice by slice, false when it came in one message.</summary>
    public bool CameAsPlanes { get; init; }

    /// <summary>The slices that never came, ascending; null when none is missing.</summary>
    public IReadOnlyList<int>? MissingPlanes { get; init; }

    /// <summary>True when nobody told the voxel size, and one was assumed.</summary>
    public bool VoxelIsAssumed { get; init; }

    /// <summary>Stage position of voxel (0,0,0) in micrometres (z, y, x), or null.</summary>
    public (double Z, double Y, double X)? OriginMicrometres { get; init; }

    /// <summary>Whatever else the sender told: one MessagePack map, untouched; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Meta { get; init; }

    /// <summary>Size of the voxels in bytes.</summary>
    public long ByteCount => Shape.Voxels * Type.Bytes();
}
