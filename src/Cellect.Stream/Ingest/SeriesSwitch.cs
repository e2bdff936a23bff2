using Cellect.Data.Ledger;
using Cellect.Data.Recordings;
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
    IngestWatch watch,
    TimeProvider time
) : IDisposable
{
    private const string RecipePrefix = "array-";

    private string? _ended;
    private int _recipes;
    private int _runs;

    // The start of another series while the active one is alive: believed with its second message, when none of ours came in between.
    private StartMessage? _asking;

    public ActiveSeries? Active { get; private set; }

    /// <summary>The recording of a series that a crash cut short: the first anonymous sender goes on with it. Null:
    /// there is none.</summary>
    public InterruptedRecording? Interrupted { get; set; }

    /// <summary>Raised before a series is closed, to take in what was put aside.</summary>
    public required Action<ActiveSeries> Flushing { get; init; }

    /// <summary>Raised before a series is closed, to pass its last volumes on.</summary>
    public required Action<ActiveSeries> Finishing { get; init; }

    /// <summary>The series to which a message belongs, begun if need be; null when the message is to be ignored.</summary>
    public ActiveSeries? For(WireMessage message)
    {
        if (message is ImageMessage { IsAnonymous: true } anonymous)
            return ForRecipe(anonymous);
        if (Active is { IsRecipe: false } active && active.Name == message.Series && !active.IsBegunAnewBy(message))
            return Heard(active);
        if (IsForeign(message))
            return null;
        if (message is EndMessage || (message.Series == _ended && message.Seq != 0 && message is not StartMessage))
        {
            counters.AddAfterEnd();
            log.AfterEnd(message.Series);
            if (message is not EndMessage)
                watch.Useless(
                    $"series '{message.Series}' goes on after its end; begin again with seq 0 or a start message, or "
                        + $"give the run another name"
                );
            return null;
        }

        return Begin(message.Series, isRecipe: false, message as StartMessage ?? Asked(message));
    }

    /// <summary>Ends the active series, if there is one.</summary>
    /// <param name="reason">One of <see cref="EndReasons"/>.</param>
    public void End(string reason)
    {
        if (Active is not { } ending)
            return;
        Flushing(ending);
        Active = null;
        _ended = reason == EndReasons.End ? ending.Name : null;
        ending.Assembler.Finish();
        Finishing(ending);
        foreach (var ledger in ending.Ledgers)
        {
            ledger.Close();
            counters.AddMissing(ledger.Snapshot().Of(LedgerStates.Missing));
        }

        ending.Dispose();
        outlet.End(new SeriesEnded(ending.Name, reason, ending.Ledgers[0]));
        log.Ended(ending.Name, reason);
    }

    public void Dispose() => Active?.Dispose();

    private ActiveSeries? ForRecipe(ImageMessage image)
    {
        // A sender that counts time points itself has begun to count anew.
        if (Active is { IsRecipe: true } active && !(image.T == 0 && active.HighestT > 0))
            return Heard(active);
        if (Active is { IsSilent: false, IsRecipe: false } other)
        {
            Ignore("(array recipe)", other);
            return null;
        }

        if (Interrupted is { } before)
        {
            Interrupted = null;
            if (before.NextT(time.UtcNanoseconds()) is { } next && IsSame(before, image, next))
                return Begin(before.Series, isRecipe: true, start: null, next);
        }

        var name = $"{RecipePrefix}{time.GetUtcNow():yyyyMMdd-HHmmss}-{++_recipes}";
        return Begin(name, isRecipe: true, start: null);
    }

    // Slices are not counted on: which volume they belong to cannot be reckoned.
    private static bool IsSame(InterruptedRecording before, ImageMessage image, int next) =>
        before.Series.StartsWith(RecipePrefix, StringComparison.Ordinal)
        && image is VolumeMessage
        && before.Channels.Contains(image.C)
        && image.Shape == before.Shape
        && image.Type.WireName() == before.Dtype
        && (image.T < 0 ? next : image.T) > before.LastT;

    private bool IsForeign(WireMessage message)
    {
        if (Active is not { } active || (active.Name == message.Series && !active.IsRecipe))
            return false;
        if (active.IsSilent && message is not EndMessage)
            return false;
        if (_asking?.Series == message.Series)
        {
            watch.Tell(
                IngestWatch.Topics.Stranger,
                $"series '{active.Name}' was ended by the start of series '{message.Series}'; if that was a stranger, "
                    + $"stop it and begin again"
            );
            return false;
        }

        if (message is StartMessage start)
        {
            _asking = start;
            return true;
        }

        Ignore(message.Series, active);
        return true;
    }

    private StartMessage? Asked(WireMessage message) => _asking?.Series == message.Series ? _asking : null;

    private void Ignore(string series, ActiveSeries active)
    {
        counters.AddForeign();
        log.Foreign(series, active.Name);
        watch.Useless(
            $"series '{series}' is sent while '{active.Name}' is alive; stop one sender, or wait Ingest:SilenceSeconds "
                + $"({options.SilenceSeconds:0.#} s) after the last message of the other"
        );
    }

    private ActiveSeries Begin(string name, bool isRecipe, StartMessage? start, int firstT = 0)
    {
        End(EndReasons.Replaced);
        _asking = null;
        Active = new ActiveSeries(name, _runs++, isRecipe, options, pool, time) { Start = start, FirstT = firstT };
        log.Began(name);
        watch.Begin();
        outlet.Begin(new SeriesStarted(name, start, Active.Ledgers));
        return Active;
    }

    private ActiveSeries Heard(ActiveSeries series)
    {
        series.Heard();
        if (_asking is { } stranger)
        {
            _asking = null;
            counters.AddForeign();
            log.Foreign(stranger.Series, series.Name);
            watch.Tell(
                IngestWatch.Topics.Stranger,
                $"series '{stranger.Series}' asked to begin while '{series.Name}' is sent, which goes on; stop one of the two senders"
            );
        }

        return series;
    }
}
