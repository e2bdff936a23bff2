using Cellect.Data.Ledger;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model;

namespace Cellect.Live.Pipeline;

/// <summary>Follows one series until every sink is done with every frame, and then sums it up.</summary>
internal sealed class SeriesAccount
{
    private readonly TaskCompletionSource<SeriesSummary> _summary = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The series itself counts as one, until it has ended.
    private int _open = 1;
    private string _reason = "";

    private readonly PipelineMetrics _metrics;

    /// <param name="ledgers">One a population, in their order.</param>
    /// <param name="tracked">The populations and their models.</param>
    /// <param name="metrics">Told of each frame that is done.</param>
    public SeriesAccount(IReadOnlyList<FrameLedger> ledgers, IReadOnlyList<TrackedPopulation> tracked, PipelineMetrics metrics)
    {
        if (ledgers.Count != tracked.Count)
            throw new ArgumentException($"{ledgers.Count} ledgers for {tracked.Count} populations", nameof(ledgers));
        _metrics = metrics;
        Populations = [.. tracked.Select((own, place) => new PopulationAccount(own, ledgers[place], new SeriesDoubts(tracked.Count > 1)))];
    }

    /// <summary>The populations, in the order in which their frames come.</summary>
    public IReadOnlyList<PopulationAccount> Populations { get; }

    /// <summary>Extent of the first volume; those of another shape are dropped.</summary>
    public VolumeShape? Shape { get; set; }

    /// <summary>One sentence on volumes that show nothing; null when all is well.</summary>
    public string? Alert =>
        Populations.Where(own => own.Blanks.Alert is not null).Select(own => Told(own, own.Blanks.Alert!)).FirstOrDefault();

    /// <summary>Everything that is questionable.</summary>
    public IReadOnlyList<string> Doubts => [.. Populations.SelectMany(own => own.Doubts.Told.Select(doubt => Told(own, doubt)))];

    /// <summary>Place of a channel's population; a single one takes whatever is tracked.</summary>
    public int PlaceOf(int channel)
    {
        for (var place = 0; Populations.Count > 1 && place < Populations.Count; place++)
            if (Populations[place].Population.Channel == channel)
                return place;
        return 0;
    }

    /// <summary>A sentence, with the name of the population where there are several.</summary>
    public string Told(PopulationAccount own, string sentence) => Populations.Count > 1 ? $"{own.Population.Name}: {sentence}" : sentence;

    /// <summary>A frame goes out to the sinks.</summary>
    /// <param name="population">Of which population.</param>
    /// <param name="t">Its time point.</param>
    /// <param name="sinks">How many will report it done.</param>
    public FrameAccount Begin(PopulationAccount population, int t, int sinks)
    {
        Interlocked.Increment(ref _open);
        return new FrameAccount(this, population, t, sinks);
    }

    /// <summary>All sinks are done with a frame.</summary>
    public void Done(PopulationAccount population, int t)
    {
        population.Ledger.MarkProcessed(t);
        _metrics.Processed();
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
        var totals = LedgerSnapshot.Sum([.. Populations.Select(own => own.Ledger.Snapshot())]);
        _summary.SetResult(new SeriesSummary(totals.Series, _reason, totals.States, totals.Expected));
    }
}
