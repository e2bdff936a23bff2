using Cellect.Data.Ledger;
using Cellect.Data.Status;
using Cellect.Data.Tracks;

namespace Cellect.Live.Pipeline;

/// <summary>What several parts show of the pipeline while it runs: written by it, read by status messages and the recorder.</summary>
internal sealed class PipelineState
{
    private IReadOnlyList<FrameLedger> _ledgers = [];
    private long _tracked;
    private volatile string? _alert;
    private volatile string? _interruption;
    private volatile string? _card;
    private volatile IReadOnlyList<string> _doubts = [];
    private volatile IReadOnlyDictionary<int, SeenScale> _scales = new Dictionary<int, SeenScale>();
    private bool _begun;

    /// <summary>Volumes tracked and handed to every sink since start.</summary>
    public long Tracked => Volatile.Read(ref _tracked);

    /// <summary>Time points of the newest series by state, of several populations all together; empty before the first.</summary>
    public IReadOnlyDictionary<string, long> Ledger =>
        Volatile.Read(ref _ledgers) is { Count: > 0 } ledgers
            ? LedgerSnapshot.Sum([.. ledgers.Select(ledger => ledger.Snapshot())]).States
            : new Dictionary<string, long>();

    /// <summary>How each of some populations is doing.</summary>
    /// <param name="populations">In the order of the ledgers.</param>
    public IReadOnlyList<PopulationStatus> Of(IReadOnlyList<Population> populations)
    {
        var ledgers = Volatile.Read(ref _ledgers);
        return
        [
            .. populations.Select(
                (population, place) =>
                    new PopulationStatus(
                        population,
                        place < ledgers.Count ? ledgers[place].Snapshot().States : new Dictionary<string, long>(),
                        _scales.GetValueOrDefault(population.Channel)
                    )
            ),
        ];
    }

    /// <summary>What a person at the microscope must know of the volumes now; empty when all is well.</summary>
    public IReadOnlyList<string> Alerts => [.. new[] { _interruption, _card, _alert }.OfType<string>(), .. _doubts];

    /// <summary>The scale at which the network saw the newest volume of the first population; null before that.</summary>
    public SeenScale? Scale =>
        Volatile.Read(ref _ledgers) is [var first, ..] && _scales.TryGetValue(first.Channel, out var scale)
            ? scale
            : _scales.Values.FirstOrDefault();

    /// <summary>The scale at which a population's network saw its newest volume.</summary>
    public void See(int channel, SeenScale scale)
    {
        if (scale.Differs(_scales.GetValueOrDefault(channel)))
            _scales = new Dictionary<int, SeenScale>(_scales) { [channel] = scale };
    }

    /// <summary>A series begins.</summary>
    public void Begin(IReadOnlyList<FrameLedger> ledgers)
    {
        Volatile.Write(ref _ledgers, ledgers);
        (_alert, _doubts) = (null, []);
        _scales = new Dictionary<int, SeenScale>();
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
