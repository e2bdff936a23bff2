using System.Collections.Concurrent;
using Cellect.Data.Pixels;

namespace Cellect.Stream.Ingest;

/// <summary>What has come in since the service began, over all series. Written by the receiver, read by anybody.</summary>
public sealed class IngestCounters
{
    private readonly ConcurrentDictionary<string, long> _malformed = new();
    private readonly ConcurrentDictionary<string, long> _dropped = new();
    private long _messages;
    private long _bytes;
    private long _volumes;
    private long _duplicates;
    private long _late;
    private long _lostMessages;
    private long _foreign;
    private long _afterEnd;
    private long _missing;
    private long _useful;
    private long _held;

    /// <summary>Messages received, good or bad.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Bytes received in all parts of them.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Volumes of the tracked channel made and passed on or dropped.</summary>
    public long Volumes => Volatile.Read(ref _volumes);

    /// <summary>Volumes and planes that had come before.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>Volumes and planes that came when their volume or a later one had been passed on or given up.</summary>
    public long Late => Volatile.Read(ref _late);

    /// <summary>Messages that the sequence numbers say were sent and that never came.</summary>
    public long LostMessages => Volatile.Read(ref _lostMessages);

    /// <summary>Messages of a second series while the first was alive.</summary>
    public long Foreign => Volatile.Read(ref _foreign);

    /// <summary>Messages of a series that its sender had ended.</summary>
    public long AfterEnd => Volatile.Read(ref _afterEnd);

    /// <summary>Time points of ended series that never came.</summary>
    public long Missing => Volatile.Read(ref _missing);

    /// <summary>Unusable messages by <see cref="MalformedReason"/>, under its name.</summary>
    public IReadOnlyDictionary<string, long> Malformed => _malformed;

    /// <summary>Volumes thrown away by reason (<see cref="DropReasons"/>), all channels.</summary>
    public IReadOnlyDictionary<string, long> Dropped => _dropped;

    /// <summary>Messages of which use was made: images, starts and ends of the series.</summary>
    public long Useful => Volatile.Read(ref _useful);

    /// <summary>Messages put aside because they did not fit the series, and never confirmed by another.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Messages by what became of them.</summary>
    internal IReadOnlyDictionary<string, long> Snapshot()
    {
        var refused = 0L;
        foreach (var count in _malformed.Values)
            refused += count;
        return new Dictionary<string, long>
        {
            ["messages"] = Messages,
            ["useful"] = Useful,
            ["refused"] = refused,
            ["foreign"] = Foreign,
            ["after-end"] = AfterEnd,
            ["late"] = Late,
            ["doubled"] = Duplicates,
            ["held"] = Held,
            ["lost"] = LostMessages,
        };
    }

    internal void AddUseful() => Interlocked.Increment(ref _useful);

    internal void AddHeld(int change) => Interlocked.Add(ref _held, change);

    internal void AddMessage(long bytes)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void AddVolume() => Interlocked.Increment(ref _volumes);

    internal void AddDuplicate() => Interlocked.Increment(ref _duplicates);

    internal void AddLate() => Interlocked.Increment(ref _late);

    internal void AddLostMessages(long messages) => Interlocked.Add(ref _lostMessages, messages);

    internal void AddForeign() => Interlocked.Increment(ref _foreign);

    internal void AddAfterEnd() => Interlocked.Increment(ref _afterEnd);

    internal void AddMissing(long timePoints) => Interlocked.Add(ref _missing, timePoints);

    internal void AddMalformed(MalformedReason reason) => _malformed.AddOrUpdate(reason.Name(), 1, (_, count) => count + 1);

    internal void AddDropped(string reason) => _dropped.AddOrUpdate(reason, 1, (_, count) => count + 1);
}
