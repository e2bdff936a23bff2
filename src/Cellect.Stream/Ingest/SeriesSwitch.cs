using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>Decides which series is the active one, and begins and ends it. One at a time.</summary>
internal sealed class SeriesSwitch(
    IngestOptions options,
    VolumePool pool,
    EventOutlet outlet,
    IngestCounters counters,
    IngestLog log,
    TimeProvider time
) : IDisposable
{
    private string? _ended;
    private int _recipes;

    public ActiveSeries? Active { get; private set; }

    /// <summary>Raised before a series is closed, to pass its last volumes on.</summary>
    public required Action<ActiveSeries> Finishing { get; init; }

    /// <summary>The series to which a message belongs, begun if need be; null when the message is to be ignored.</summary>
    public ActiveSeries? For(WireMessage message)
    {
        if (message is VolumeMessage { IsRecipe: true })
            return ForRecipe();
        if (Active is { IsRecipe: false } active && active.Name == message.Series && !active.IsBegunAnewBy(message))
            return Heard(active);
        if (IsForeign(message))
            return null;
        if (message is EndMessage || (message.Series == _ended && message.Seq != 0 && message is not StartMessage))
        {
            counters.AddAfterEnd();
            log.AfterEnd(message.Series);
            return null;
        }

        return Begin(message.Series, isRecipe: false, message as StartMessage);
    }

    /// <summary>Ends the active series, if there is one.</summary>
    /// <param name="reason">One of <see cref="EndReasons"/>.</param>
    public void End(string reason)
    {
        if (Active is not { } ending)
            return;
        Active = null;
        _ended = reason == EndReasons.End ? ending.Name : null;
        ending.Assembler.Finish();
        Finishing(ending);
        ending.Ledger.Close();
        counters.AddMissing(ending.Ledger.Snapshot().Of(LedgerStates.Missing));
        ending.Dispose();
        outlet.End(new SeriesEnded(ending.Name, reason, ending.Ledger));
        log.Ended(ending.Name, reason);
    }

    public void Dispose() => Active?.Dispose();

    private ActiveSeries? ForRecipe()
    {
        if (Active is { IsRecipe: true } active)
            return Heard(active);
        if (Active is { IsSilent: false } other)
        {
            Ignore("(array recipe)", other);
            return null;
        }

        var name = $"array-{time.GetUtcNow():yyyyMMdd-HHmmss}-{++_recipes}";
        return Begin(name, isRecipe: true, start: null);
    }

    private bool IsForeign(WireMessage message)
    {
        if (Active is not { } active || (active.Name == message.Series && !active.IsRecipe))
            return false;
        if (message is StartMessage || (active.IsSilent && message is not EndMessage))
            return false;
        Ignore(message.Series, active);
        return true;
    }

    private void Ignore(string series, ActiveSeries active)
    {
        counters.AddForeign();
        log.Foreign(series, active.Name);
    }

    private ActiveSeries Begin(string name, bool isRecipe, StartMessage? start)
    {
        End(EndReasons.Replaced);
        Active = new ActiveSeries(name, isRecipe, options, pool, time) { Start = start };
        log.Began(name);
        outlet.Begin(new SeriesStarted(name, start, Active.Ledger));
        return Active;
    }

    private static ActiveSeries Heard(ActiveSeries series)
    {
        series.Heard();
        return series;
    }
}
