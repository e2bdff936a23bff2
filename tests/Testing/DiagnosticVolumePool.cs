using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Cellect.Data.Volumes;

namespace Cellect.Testing;

/// <summary>
/// A pool that finds mistakes of ownership: it fills buffers with garbage when it lends them and when it takes them back,
/// throws when one comes back twice, and on <see cref="Dispose"/> when one did not come back at all.
/// </summary>
public sealed class DiagnosticVolumePool() : VolumePool(keptBytes: 0), IDisposable
{
    private const byte Fresh = 0xCD;
    private const byte Dead = 0xDD;
    private readonly ConcurrentDictionary<byte[], string> _out = new(ReferenceEqualityComparer.Instance);
    private int _rented;

    /// <summary>Buffers lent so far.</summary>
    public int Rented => Volatile.Read(ref _rented);

    public void Dispose()
    {
        if (!_out.IsEmpty)
            throw new InvalidOperationException($"{_out.Count} volumes were not disposed. One was rented here:\n{_out.First().Value}");
    }

    protected override byte[] Take(int size)
    {
        var array = base.Take(size);
        array.AsSpan().Fill(Fresh);
        _out[array] = Environment.StackTrace;
        Interlocked.Increment(ref _rented);
        return array;
    }

    protected override void Return(Memory<byte> bytes)
    {
        if (!MemoryMarshal.TryGetArray<byte>(bytes, out var segment) || !_out.TryRemove(segment.Array!, out _))
            throw new InvalidOperationException("a buffer was returned that is not lent: returned twice, or not ours");
        bytes.Span.Fill(Dead);
        base.Return(bytes);
    }
}
