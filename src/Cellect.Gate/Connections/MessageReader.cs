using System.Buffers;
using System.Numerics;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Connections;

/// <summary>Reads whole messages and obeys the commands between their parts, within the limits.</summary>
internal sealed class MessageReader(FrameReader reader, GateLimits limits, PeerDeadline deadline, IPeerOwner owner) : IDisposable
{
    // A claim must be made good before it is believed: the next buffer is at most this much larger than what has come.
    private const int FirstBytes = 1 << 20;
    private const int Growth = 8;
    private static readonly TimeSpan MemoryTimeout = TimeSpan.FromSeconds(10);

    private IncomingMessage? _message;

    /// <summary>The next message.</summary>
    /// <param name="obey">Given the body of each command.</param>
    /// <param name="closed">The connection is being closed.</param>
    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="ProtocolViolation">The peer broke the protocol or a limit.</exception>
    public async ValueTask<IncomingMessage?> ReadAsync(Action<ReadOnlySpan<byte>> obey, CancellationToken closed)
    {
        while (await reader.EnsureAsync(1))
        {
            deadline.Begin();
            var header = await ReadHeaderAsync();
            if (header.IsCommand)
                obey(await ReadCommandAsync(header));
            else
                await ReadPartAsync(header, closed);
            if (_message is not null && (header.IsCommand || header.More))
                continue;
            deadline.End();
            if (Take() is { } whole)
                return whole;
        }

        return _message is null ? null : throw CutOff();
    }

    public void Dispose() => _message?.Dispose();

    private IncomingMessage? Take()
    {
        var whole = _message;
        _message = null;
        return whole;
    }

    private async ValueTask<FrameHeader> ReadHeaderAsync()
    {
        var size = FrameHeader.SizeOf(reader.Buffered[0]);
        if (!await reader.EnsureAsync(size))
            throw CutOff();
        var header = FrameHeader.Read(reader.Buffered);
        reader.Skip(size);
        return header;
    }

    private async ValueTask<byte[]> ReadCommandAsync(FrameHeader header)
    {
        if (header.Length > TrafficCommand.MaxBytes)
            throw new ProtocolViolation(ViolationReason.Command, $"a command of {header.Length} bytes; at most {TrafficCommand.MaxBytes}");
        var body = new byte[header.Length];
        return await reader.FillAsync(body) ? body : throw CutOff();
    }

    private async ValueTask ReadPartAsync(FrameHeader header, CancellationToken closed)
    {
        _message ??= new IncomingMessage(limits.Memory);
        if (header.Length > limits.MaxPartBytes)
            throw new ProtocolViolation(ViolationReason.TooLarge, $"a part of {header.Length} bytes; at most {limits.MaxPartBytes}");
        if (_message.Bytes + header.Length > limits.MaxMessageBytes)
            throw new ProtocolViolation(ViolationReason.TooLarge, $"a message of more than {limits.MaxMessageBytes} bytes");
        if (_message.Count == limits.MaxParts)
            throw new ProtocolViolation(ViolationReason.TooManyParts, $"a message of more than {limits.MaxParts} parts");
        deadline.Extend(header.Length);
        await ReadBytesAsync(_message, (int)header.Length, closed);
    }

    private async ValueTask ReadBytesAsync(IncomingMessage message, int length, CancellationToken closed)
    {
        var (buffer, claimed, filled) = (Array.Empty<byte>(), 0L, 0);
        try
        {
            do
            {
                var size = (int)Math.Min(length, Math.Max(FirstBytes, (long)filled * Growth));
                var claim = Claim(size);
                await ClaimAsync(claim, closed);
                var larger = Rent(size, claim);
                buffer.AsSpan(0, filled).CopyTo(larger);
                Release(buffer, claimed);
                (buffer, claimed) = (larger, claim);
                if (!await reader.FillAsync(buffer.AsMemory(filled, size - filled)))
                    throw CutOff();
                filled = size;
            } while (filled < length);

            message.Add(buffer, length, claimed);
            (buffer, claimed) = ([], 0);
        }
        finally
        {
            Release(buffer, claimed);
        }
    }

    // What the shared pool gives for such a size.
    private static long Claim(int size) => size <= 1 << 30 ? (long)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, 16)) : size;

    private byte[] Rent(int size, long claim)
    {
        try
        {
            return ArrayPool<byte>.Shared.Rent(size);
        }
        catch (OutOfMemoryException)
        {
            limits.Memory?.Return(claim);
            throw NoMemory(size);
        }
    }

    private void Release(byte[] buffer, long claimed)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        if (claimed > 0)
            limits.Memory?.Return(claimed);
    }

    private async ValueTask ClaimAsync(long bytes, CancellationToken closed)
    {
        if (limits.Memory is not { } memory || memory.TryTake(bytes))
            return;
        if (bytes > memory.Total)
            throw NoMemory(bytes);
        // The peer waits for us now, and is not slow.
        deadline.Pause();
        while (!await memory.TakeAsync(bytes, MemoryTimeout, closed))
        {
            closed.ThrowIfCancellationRequested();
            // Nothing waits to be taken, and still no memory comes free: half messages hold it, and one of them must give way.
            if (!owner.IsBehind)
                throw NoMemory(bytes);
        }

        deadline.Resume();
    }

    private ProtocolViolation NoMemory(long bytes) =>
        new(
            ViolationReason.NoMemory,
            $"no room for {bytes} bytes of a message within the {limits.Memory?.Total ?? 0} bytes for what comes in; raise "
                + "Ingest:MemoryMegabytes"
        );

    private static ProtocolViolation CutOff() => new(ViolationReason.CutOff, "the connection ended within a message");
}
