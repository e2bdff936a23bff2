using System.Diagnostics.Metrics;
using Cellect.Data.Ledger;
using Cellect.Data.Tracks;

namespace Cellect.Live.Pipeline;

/// <summary>The instruments of the pipeline, meter <c>Cellect</c>.</summary>
internal sealed class PipelineMetrics
{
    private readonly Counter<long> _processed;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _stage;
    private readonly Histogram<double> _latency;

    private readonly PipelineState _state;

    /// <param name="factory">Makes the meter.</param>
    /// <param name="state">Told of each volume that is done.</param>
    public PipelineMetrics(IMeterFactory factory, PipelineState state)
    {
        _state = state;
        var meter = factory.Create("Cellect");
        _processed = meter.CreateCounter<long>("cellect.frames.processed", "{frame}", "Volumes tracked and handed to every sink.");
        _dropped = meter.CreateCounter<long>("cellect.frames.dropped", "{frame}", "Volumes that the pipeline threw away, by reason.");
        _stage = meter.CreateHistogram<double>("cellect.stage.duration", "ms", "Time that a stage took for one volume.");
        _latency = meter.CreateHistogram<double>("cellect.latency", "ms", "From end of exposure to linked, where the sender tells.");
    }

    /// <summary>A series begins.</summary>
    public void Begin(IReadOnlyList<FrameLedger> ledgers) => _state.Begin(ledgers);

    /// <summary>One volume is done with.</summary>
    public void Processed()
    {
        _state.Done();
        _processed.Add(1);
    }

    /// <summary>What a person at the microscope must know of the volumes; null when all is well.</summary>
    public void Alert(string? alert) => _state.Alert(alert);

    /// <summary>The scale at which a population's network saw its newest volume.</summary>
    public void Scale(int channel, SeenScale scale) => _state.See(channel, scale);

    /// <summary>The service ended unexpectedly and has come back: what that means for the newest series.</summary>
    public void Interrupted(string what) => _state.Interrupted(what);

    /// <summary>What is questionable about the newest series.</summary>
    public void Doubts(IReadOnlyList<string> doubts) => _state.Doubts = doubts;

    /// <summary>The graphics card has failed: what that means.</summary>
    public void CardFailed(string what) => _state.CardFailed(what);

    /// <summary>One volume was thrown away.</summary>
    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A stage is done with one volume.</summary>
    public void Stage(string name, TimeSpan duration) =>
        _stage.Record(duration.TotalMilliseconds, new KeyValuePair<string, object?>("stage", name));

    /// <summary>A volume's way from the microscope to its tracks.</summary>
    public void Latency(LatencyStamps stamps)
    {
        if (stamps.ExposureEndNs > 0)
            _latency.Record((stamps.LinkedNs - stamps.ExposureEndNs) / 1e6);
    }
}
