using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire;

/// <summary>What part 0 says, before it is judged.</summary>
internal sealed class HeaderFields
{
    public long? Version;
    public string? Type;
    public string? Series;
    public ulong? Seq;
    public int? T;
    public int? C;
    public int? Z;
    public VolumeShape? Shape;
    public string? Dtype;
    public VoxelSize? Voxel;
    public long? ExposureEndNs;
    public RecordedStamps? Recorded;
    public string? Compression;
    public (double Z, double Y, double X)? Origin;
    public ReadOnlyMemory<byte> Meta;

    /// <summary>The first key whose value has the wrong type.</summary>
    public string? WrongKey;

    /// <summary>That value, for people.</summary>
    public string WrongValue = "";

    /// <summary>A value that cannot be read and can be done without, for people; null when there is none.</summary>
    public string? Unread;
}
