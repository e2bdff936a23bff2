using Cellect.Data.Volumes;

namespace Cellect.Stream.Assembly;

/// <summary>A volume under assembly, or one that is done and waits for an earlier one.</summary>
internal sealed class OpenVolume(Volume volume, PlaneSet planes)
{
    public Volume Volume { get; } = volume;

    public PlaneSet Planes { get; } = planes;

    public VolumeHeader Header { get; set; } = volume.Header;

    /// <summary>Timestamp of the monotonic clock when the last plane came.</summary>
    public long LastHeard { get; set; }

    /// <summary>Complete or given up: nothing more is awaited.</summary>
    public bool Done { get; set; }

    public Span<byte> Plane(int z)
    {
        var size = Volume.Bytes.Length / Planes.Count;
        return Volume.Bytes.Slice(z * size, size);
    }

    /// <summary>The pooled buffer still holds an earlier volume; a plane that never came must not show that.</summary>
    public void ZeroMissingPlanes()
    {
        for (var z = 0; z < Planes.Count; z++)
            if (!Planes.Contains(z))
                Plane(z).Clear();
    }
}
