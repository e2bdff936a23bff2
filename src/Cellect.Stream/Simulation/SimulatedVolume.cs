using System.Runtime.InteropServices;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>Camera counts as a volume.</summary>
internal static class SimulatedVolume
{
    /// <summary>A volume of the pool with these counts; the caller's to dispose.</summary>
    /// <param name="header">Its header; of 8 or 16 bits.</param>
    /// <param name="counts">C order (z, y, x).</param>
    /// <param name="pool">Where the buffer comes from.</param>
    public static Volume Of(VolumeHeader header, ReadOnlySpan<ushort> counts, VolumePool pool)
    {
        var volume = pool.Rent(header);
        var bytes = volume.Bytes;
        if (header.Type == VoxelType.UInt16)
            MemoryMarshal.AsBytes(counts).CopyTo(bytes);
        else
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)counts[i];
        return volume;
    }
}
