using Cellect.Data.Ledger;
using Cellect.Data.Tracks;

namespace Cellect.Live.Pipeline;

/// <summary>What several parts show of the pipeline while it runs: written by it, read by status messages and the recorder.</summary>
internal sealed class PipelineState
{
    private FrameLedger? _ledger;
    private long _tracked;
    private volatile string? _alert;
    private volatile string? _interruption;
    private volatile string? _card;
    private volatile IReadOnlyList<string> _doubts = [];
    private volatile SeenScale? _scale;
    private bool _begun;

    /// <summary>Volumes tracked and handed to every sink since start.</summary>
    public long Tracked => Volatile.Read(ref _tracked);

    /// <summary>Time points of the newest series by state; empty before the first.</summary>
    public IReadOnlyDictionary<string, long> Ledger => Volatile.Read(ref _ledger)?.Snapshot().States ?? new Dictionary<string, long>();

    /// <summary>What a person at the microscope must know of the volumes now; empty when all is well.</summary>
    public IReadOnlyList<string> Alerts => [.. new[] { _interruption, _card, _alert }.OfType<string>(), .. _doubts];

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
        (_alert, _scale, _doubts) = (null, null, []);
        if (_begun)
            _interruption = null;
        _begun = true;
    }

    /// <summary>The service ended unexpectedly and has come back: what that means for the newest series, until the next one
    /// begins.</summary>
    public void Interrupted(string what) => _interruption = what;

    /// <summary>What is questionable about the newest series.</summary>
    public IReadOnlyList<string> Doubts
    {
        set => _doubts = value;
    }

    /// <summary>The graphics card has failed: what that means, until the service ends.</summary>
    public void CardFailed(string what) => _card = what;

    /// <summary>Sets the alert about the volumes; null when all is well.</summary>
    public void Alert(string? alert) => _alert = alert;

    /// <summary>One more volume is done.</summary>
    public void Done() => Interlocked.Increment(ref _tracked);
}
