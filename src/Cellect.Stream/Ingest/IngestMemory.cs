using Cellect.Data.Volumes;

namespace Cellect.Stream.Ingest;

/// <summary>What senders may take of the memory: half for messages that come in, half for the volumes made of them.</summary>
internal sealed class IngestMemory
{
    private readonly VolumePool _pool;

    public IngestMemory(IngestOptions options, VolumePool pool)
    {
        _pool = pool;
        var total = options.MemoryMegabytes > 0 ? (long)options.MemoryMegabytes << 20 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        Messages = new MemoryBudget(total / 2);
        VolumeBytes = total / 2;
    }

    /// <summary>For the connections: what they claim for messages that are coming in or wait to be taken.</summary>
    public MemoryBudget Messages { get; }

    /// <summary>For the volumes that are under assembly or in the pipeline.</summary>
    public long VolumeBytes { get; }

    /// <summary>Whether a volume of so many bytes can be had now.</summary>
    public bool IsThereRoomFor(long bytes) => _pool.LentBytes + bytes <= VolumeBytes;
}
