using System.Buffers;

namespace Cellect.Gate.Connections;

/// <summary>Reads a connection: small things through a buffer, large ones straight to where they belong.</summary>
internal sealed class FrameReader(Stream stream) : IDisposable
{
    private const int BufferBytes = 8192;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _start;
    private int _end;

    /// <summary>What has been read and not yet taken.</summary>
    public ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Sees to it that so many bytes, at most the buffer's, are there to be looked at.</summary>
    /// <returns>False at the end of the connection.</returns>
    public async ValueTask<bool> EnsureAsync(int count)
    {
        while (_end - _start < count)
        {
            if (_start > 0)
            {
                Buffered.CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_end));
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }

    /// <summary>Takes bytes that are there.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Fills <paramref name="target"/>.</summary>
    /// <returns>False when the connection ended before.</returns>
    public async ValueTask<bool> FillAsync(Memory<byte> target)
    {
        var buffered = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(target.Span);
        _start += buffered;
        for (target = target[buffered..]; target.Length > 0; )
        {
            // A small part is read with what follows it: its neighbours cost no further call.
            if (target.Length < BufferBytes / 2)
            {
                if (!await EnsureAsync(target.Length))
                    return false;
                _buffer.AsSpan(_start, target.Length).CopyTo(target.Span);
                _start += target.Length;
                return true;
            }

            var read = await stream.ReadAsync(target);
            if (read == 0)
                return false;
            target = target[read..];
        }

        return true;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
