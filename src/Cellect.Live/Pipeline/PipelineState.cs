using Cellect.Data.Ledger;
using Cellect.Data.Tracks;

namespace Cellect.Live.Pipeline;

/// <summary>What several parts show of the pipeline while it runs: written by it, read by status messages and the recorder.</summary>
internal sealed class PipelineState
{
    private FrameLedger? _ledger;
    private long _tracked;
    private volatile string[] _alerts = [];
    private volatile SeenScale? _scale;

    /// <summary>Volumes tracked and handed to every sink since start.</summary>
    public long Tracked => Volatile.Read(ref _tracked);

    /// <summary>Time points of the newest series by state; empty before the first.</summary>
    public IReadOnlyDictionary<string, long> Ledger => Volatile.Read(ref _ledger)?.Snapshot().States ?? new Dictionary<string, long>();

    /// <summary>What a person at the microscope must know of the volumes now; empty when all is well.</summary>
    public IReadOnlyList<string> Alerts => _alerts;

    /// <summary>The scale at which the network saw the newest volume; null before the first.</summary>
    public SeenScale? Scale
    {
        get => _scale;
        set => _scale = value;
    }

    /// <summary>A series begins.</summary>
    public void Begin(FrameLedger ledger)
    {
        Volatile.Write(ref _ledger, ledger);
        (_alerts, _scale) = ([], null);
    }

    /// <summary>Sets the alert about the volumes; null when all is well.</summary>
    public void Alert(string? alert)
    {
        if (alert is not null)
            _alerts = [alert];
        else if (_alerts.Length > 0)
            _alerts = [];
    }

    /// <summary>One more volume is done.</summary>
    public void Done() => Interlocked.Increment(ref _tracked);
}
