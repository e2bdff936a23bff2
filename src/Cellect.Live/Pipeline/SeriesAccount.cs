using Cellect.Data.Ledger;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Live.Pipeline;

/// <summary>Follows one series until every sink is done with every frame, and then sums it up.</summary>
/// <param name="ledger">The series' ledger.</param>
/// <param name="metrics">Told of each frame that is done.</param>
internal sealed class SeriesAccount(FrameLedger ledger, PipelineMetrics metrics)
{
    private readonly TaskCompletionSource<SeriesSummary> _summary = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The series itself counts as one, until it has ended.
    private int _open = 1;
    private string _reason = "";

    /// <summary>The series' ledger.</summary>
    public FrameLedger Ledger { get; } = ledger;

    /// <summary>Extent of the first volume; those of another shape are dropped.</summary>
    public VolumeShape? Shape { get; set; }

    /// <summary>The scale at which the network sees the series; null before the first volume.</summary>
    public SeenScale? Scale { get; set; }

    /// <summary>Volumes that showed nothing.</summary>
    public BlankVolumes Blanks { get; } = new();

    /// <summary>What is questionable about it.</summary>
    public SeriesDoubts Doubts { get; } = new();

    /// <summary>Time point of the newest tracked volume; -1 before the first.</summary>
    public int LastT { get; set; } = -1;

    /// <summary>A frame goes out to the sinks.</summary>
    /// <param name="t">Its time point.</param>
    /// <param name="sinks">How many will report it done.</param>
    public FrameAccount Begin(int t, int sinks)
    {
        Interlocked.Increment(ref _open);
        return new FrameAccount(this, t, sinks);
    }

    /// <summary>All sinks are done with a frame.</summary>
    public void Done(int t)
    {
        Ledger.MarkProcessed(t);
        metrics.Processed();
        Close();
    }

    /// <summary>No frame follows.</summary>
    /// <returns>The totals, once the last frame is done.</returns>
    public Task<SeriesSummary> End(string reason)
    {
        _reason = reason;
        Close();
        return _summary.Task;
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) > 0)
            return;
        var totals = Ledger.Snapshot();
        _summary.SetResult(new SeriesSummary(totals.Series, _reason, totals.States, totals.Expected));
    }
}
