namespace Cellect.Gate.Tests;

/// <summary>A connection on which all that the peer sends is there already, in pieces of any size; what we send is kept.</summary>
internal sealed class ScriptedStream(byte[] script, int piece = int.MaxValue) : Stream
{
    private readonly MemoryStream _sent = new();
    private int _at;

    public byte[] Sent
    {
        get
        {
            lock (_sent)
                return _sent.ToArray();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(buffer.Length, piece), script.Length - _at);
        script.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_sent)
            _sent.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
