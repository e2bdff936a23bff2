using System.Buffers;
using Cellect.Data.Volumes;

namespace Cellect.Gate.Connections;

/// <summary>A whole message in lent buffers; whoever has it disposes of it.</summary>
internal sealed class IncomingMessage(MemoryBudget? memory) : IDisposable
{
    private readonly List<(byte[] Buffer, int Length)> _parts = new(2);
    private long _claimed;

    public int Count => _parts.Count;

    /// <summary>Bytes of all parts.</summary>
    public long Bytes { get; private set; }

    public ReadOnlyMemory<byte> this[int part] => _parts[part].Buffer.AsMemory(0, _parts[part].Length);

    /// <summary>Adds a part; the buffer comes from the shared pool.</summary>
    /// <param name="buffer">Its buffer, the message's from here.</param>
    /// <param name="length">Bytes of the part.</param>
    /// <param name="claimed">Bytes that it takes of the budget.</param>
    public void Add(byte[] buffer, int length, long claimed)
    {
        _parts.Add((buffer, length));
        _claimed += claimed;
        Bytes += length;
    }

    public void Dispose()
    {
        foreach (var (buffer, _) in _parts)
            ArrayPool<byte>.Shared.Return(buffer);
        _parts.Clear();
        memory?.Return(_claimed);
        _claimed = 0;
    }
}
