using System.Buffers;
using System.Numerics;
using NetMQ;

namespace Cellect.Stream.Ingest;

/// <summary>
/// Lets NetMQ reuse its buffers. Left to itself it allocates each received volume anew, and the collector then stops
/// everything for every second volume.
/// </summary>
internal sealed class MessageBuffers : IBufferPool
{
    private const int SmallestPooled = 16;
    private static readonly Lazy<MessageBuffers> Installed = new(() =>
    {
        var buffers = new MessageBuffers();
        BufferPool.SetCustomBufferPool(buffers);
        return buffers;
    });

    /// <summary>For the whole process, once: NetMQ has one pool for all its sockets.</summary>
    public static void Install() => _ = Installed.Value;

    public byte[] Take(int size) => ArrayPool<byte>.Shared.Rent(size);

    // Sockets older than the pool return arrays that it never gave and, by their length, would not accept.
    public void Return(byte[] buffer)
    {
        if (buffer.Length >= SmallestPooled && BitOperations.IsPow2(buffer.Length))
            ArrayPool<byte>.Shared.Return(buffer);
    }

    public void Dispose() { }
}
