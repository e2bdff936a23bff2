namespace Cellect.Stream.Ingest;

/// <summary>Lines and blocks of bytes of a connection, in turn; memory is taken as bytes come, not as they are announced.</summary>
internal sealed class DoorReader(System.IO.Stream stream, int longestLine)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _end;

    /// <summary>The next line without its end; null when the connection is over, or the line is longer than is taken.</summary>
    public async Task<byte[]?> LineAsync(CancellationToken stop)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_begin == _end && !await FillAsync(stop).ConfigureAwait(false))
                return null;
            var end = Array.IndexOf(_buffer, (byte)'\n', _begin, _end - _begin);
            var last = end < 0 ? _end : end;
            line.AddRange(_buffer.AsSpan(_begin, last - _begin));
            _begin = end < 0 ? _end : end + 1;
            if (line.Count > longestLine)
                return null;
            if (end >= 0)
                return line is [.., (byte)'\r'] ? [.. line[..^1]] : [.. line];
        }
    }

    /// <summary>So many bytes; null when the connection ends before.</summary>
    public async Task<byte[]?> BytesAsync(int count, int first, CancellationToken stop)
    {
        var bytes = new byte[Math.Min(count, first)];
        var at = Math.Min(_end - _begin, bytes.Length);
        _buffer.AsSpan(_begin, at).CopyTo(bytes);
        _begin += at;
        while (at < count)
        {
            if (at == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            var read = await stream.ReadAsync(bytes.AsMemory(at), stop).ConfigureAwait(false);
            if (read == 0)
                return null;
            at += read;
        }

        return bytes;
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        _begin = 0;
        _end = await stream.ReadAsync(_buffer, stop).ConfigureAwait(false);
        return _end > 0;
    }
}
