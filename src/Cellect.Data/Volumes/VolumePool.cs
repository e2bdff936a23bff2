using System.Collections.Concurrent;

namespace Cellect.Data.Volumes;

/// <summary>
/// Lends buffers for volumes and keeps the returned ones for the next volume of the same size, so that a steady stream
/// allocates nothing. Thread-safe.
/// </summary>
/// <param name="keptBytes">Most bytes kept for reuse; what comes back beyond that is left to the garbage collector.</param>
public class VolumePool(long keptBytes = 2L << 30)
{
    private readonly ConcurrentDictionary<int, ConcurrentBag<byte[]>> _free = new();
    private long _kept;
    private int _lent;
    private long _lentBytes;

    /// <summary>Buffers that are out: 0 when every volume has been disposed.</summary>
    public int Lent => Volatile.Read(ref _lent);

    /// <summary>Bytes in the buffers that are out.</summary>
    public long LentBytes => Volatile.Read(ref _lentBytes);

    /// <summary>Largest volume that can be held, bytes: the longest array that .NET allows.</summary>
    public static int MaxVolumeBytes => Array.MaxLength;

    /// <summary>A volume for <paramref name="header"/> whose voxels hold whatever was in the buffer before.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for it; nothing is lent.</exception>
    /// <exception cref="ArgumentException">The volume is empty or larger than <see cref="MaxVolumeBytes"/>.</exception>
    public virtual Volume Rent(VolumeHeader header)
    {
        if (header.ByteCount <= 0 || header.ByteCount > MaxVolumeBytes)
            throw new ArgumentException(
                $"volume of {header.Shape} voxels, {header.ByteCount} bytes: must be 1 to {MaxVolumeBytes} bytes; crop or bin the volume",
                nameof(header)
            );
        var buffer = Take((int)header.ByteCount);
        Interlocked.Increment(ref _lent);
        Interlocked.Add(ref _lentBytes, buffer.Length);
        return new Volume(header, new SharedBuffer(buffer, Return));
    }

    /// <summary>Gives a buffer of exactly <paramref name="size"/> bytes out. Overridden by the diagnostic pool of the tests.</summary>
    protected virtual byte[] Take(int size)
    {
        if (_free.TryGetValue(size, out var bag) && bag.TryTake(out var array))
        {
            Interlocked.Add(ref _kept, -size);
            return array;
        }

        return GC.AllocateUninitializedArray<byte>(size);
    }

    /// <summary>Takes a buffer back. Overridden by the diagnostic pool of the tests.</summary>
    /// <param name="bytes">The whole buffer that was lent.</param>
    protected virtual void Return(Memory<byte> bytes)
    {
        Interlocked.Decrement(ref _lent);
        Interlocked.Add(ref _lentBytes, -bytes.Length);
        if (!System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(bytes, out var segment))
            return;
        var array = segment.Array!;
        if (Interlocked.Add(ref _kept, array.Length) <= keptBytes)
            _free.GetOrAdd(array.Length, _ => []).Add(array);
        else
            Interlocked.Add(ref _kept, -array.Length);
    }
}
