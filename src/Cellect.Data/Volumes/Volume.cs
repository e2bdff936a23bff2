using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Cellect.Data.Volumes;

/// <summary>
/// One channel of one time point: voxels in C order (z, y, x), little-endian, in a pooled buffer.
/// </summary>
/// <remarks>
/// A volume has one owner. Writing it to a channel moves it; a second reader takes <see cref="Lease"/>.
/// Owner and leases each call <see cref="Dispose"/> once; the last one returns the buffer to its pool.
/// </remarks>
public sealed class Volume : IDisposable
{
    private readonly SharedBuffer _buffer;
    private int _disposed;

    internal Volume(VolumeHeader header, SharedBuffer buffer)
    {
        Header = header;
        _buffer = buffer;
    }

    /// <summary>Shape, clocks and place in the series.</summary>
    public VolumeHeader Header { get; }

    /// <summary>The voxels as bytes, <see cref="VolumeHeader.ByteCount"/> of them; writable until the volume is handed on.</summary>
    /// <exception cref="ObjectDisposedException">This handle has been disposed.</exception>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            return _buffer.Bytes.Span[..(int)Header.ByteCount];
        }
    }

    /// <summary>The voxels as a tensor of shape (z, y, x).</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>, as <see cref="VolumeHeader.Type"/>
    /// says.</typeparam>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> does not fit the voxel type.</exception>
    public ReadOnlyTensorSpan<T> AsTensor<T>()
        where T : unmanaged
    {
        var shape = Header.Shape;
        return new ReadOnlyTensorSpan<T>(AsSpan<T>(), [shape.Z, shape.Y, shape.X]);
    }

    /// <summary>The voxels in C order (z, y, x).</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>, as <see cref="VolumeHeader.Type"/>
    /// says.</typeparam>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> does not fit the voxel type.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        var expected = Header.Type switch
        {
            VoxelType.UInt8 => typeof(byte),
            VoxelType.UInt16 => typeof(ushort),
            _ => typeof(float),
        };
        if (typeof(T) != expected)
            throw new InvalidOperationException($"volume holds {Header.Type} voxels, not {typeof(T).Name}; ask for {expected.Name}");
        return MemoryMarshal.Cast<byte, T>(Bytes);
    }

    /// <summary>The same volume under another header; this handle is spent, as if disposed.</summary>
    public Volume WithHeader(VolumeHeader header)
    {
        if (header.ByteCount != Header.ByteCount)
            throw new ArgumentException($"header describes {header.ByteCount} bytes, the volume holds {Header.ByteCount}", nameof(header));
        ObjectDisposedException.ThrowIf(Interlocked.Exchange(ref _disposed, 1) != 0, this);
        return new Volume(header, _buffer);
    }

    /// <summary>A second handle on the same voxels, to be disposed by whoever receives it.</summary>
    public Volume Lease()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        _buffer.AddReference();
        return new Volume(Header, _buffer);
    }

    /// <summary>Gives this handle up. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _buffer.Release();
    }
}
