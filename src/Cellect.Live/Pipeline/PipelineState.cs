using Cellect.Data.Ledger;

namespace Cellect.Live.Pipeline;

/// <summary>What several parts show of the pipeline while it runs: written by it, read by status messages and the recorder.</summary>
internal sealed class PipelineState
{
    private FrameLedger? _ledger;
    private long _tracked;

    /// <summary>Volumes tracked and handed to every sink since start.</summary>
    public long Tracked => Volatile.Read(ref _tracked);

    /// <summary>Time points of the newest series by state; empty before the first.</summary>
    public IReadOnlyDictionary<string, long> Ledger => Volatile.Read(ref _ledger)?.Snapshot().States ?? new Dictionary<string, long>();

    /// <summary>A series begins.</summary>
    public void Begin(FrameLedger ledger) => Volatile.Write(ref _ledger, ledger);

    /// <summary>One more volume is done.</summary>
    public void Done() => Interlocked.Increment(ref _tracked);
}
