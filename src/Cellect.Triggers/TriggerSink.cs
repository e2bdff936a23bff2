using System.Globalization;
using System.Text.Json.Nodes;
using Cellect.Analysis.Traces;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Brightness;
using Cellect.Triggers.Delivery;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Rules;
using Cellect.Triggers.Safety;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers;

/// <summary>
/// Evaluates the rules on each tracked frame and hands what fires to the <see cref="TriggerWorker"/>. Never waits for the microscope or the
/// disk, and a fault here turns the triggers off, not tracking.
/// </summary>
internal sealed class TriggerSink(
    RuleEngine engine,
    TriggerWorker worker,
    ActionSender sender,
    DoseGuard dose,
    LimitReport limits,
    TriggerStatusStore board,
    TriggerMetrics metrics,
    AuditLog audit,
    Action<TriggerNews> tell,
    TimeProvider time,
    ILogger log
) : IFrameSink
{
    private readonly Dictionary<int, LiveBrightness> _brightness = [];
    private RuleReload? _reload;
    private long _armings;
    private bool _failed;
    private bool _warned;

    /// <summary>Names of the adapters to which nothing is sent that a replay fires.</summary>
    public IReadOnlyList<string> Real { get; init; } = [];

    /// <summary>How the brightness of cells is read, where a rule needs it.</summary>
    public TraceOptions Traces { get; set; } = new();

    /// <summary>Rules to be used from the next frame on.</summary>
    /// <param name="Book">Rules without mistakes.</param>
    /// <param name="Facts">They, for the audit log.</param>
    internal sealed record RuleReload(RuleSet Book, JsonObject Facts);

    /// <summary>Other rules from the next frame on. Any thread.</summary>
    public void Use(RuleReload reload) => Volatile.Write(ref _reload, reload);

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        Guard(() =>
        {
            _brightness.Clear();
            dose.Planes = header.Shape.Z;
            engine.BeginSeries();
            audit.Append(
                "series",
                new JsonObject
                {
                    ["series"] = header.Series,
                    ["shape"] = header.Shape.ToString(),
                    ["voxel_um"] = header.VoxelMicrometres.ToString(),
                }
            );
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        worker.FrameCame();
        Guard(() => Evaluate(frame, volume));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        Guard(() =>
        {
            _warned = false;
            board.Clear(TriggerAlerts.Replay);
            audit.Append("series-end", new JsonObject { ["series"] = summary.Series, ["reason"] = summary.Reason });
        });
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing of its own is to be let go; <see cref="TriggerSession"/> owns the rest.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // From the first volume on in which a rule needs it: baselines begin then.
    private IReadOnlyDictionary<int, double>? BrightnessOf(TrackedFrame frame, Volume volume)
    {
        if (!engine.Rules.Any(rule => rule.ReadsBrightness))
            return null;
        if (!_brightness.TryGetValue(frame.Header.C, out var brightness))
            _brightness.Add(frame.Header.C, brightness = new LiveBrightness(frame.Header.C, Traces));
        return brightness.Of(frame, volume);
    }

    private void Evaluate(TrackedFrame frame, Volume volume)
    {
        Renew(frame);
        WarnOfReplay(frame);
        var doubted = engine.Clock.Offset.Doubted;
        var evaluations = engine.Evaluate(frame, BrightnessOf(frame, volume));
        if (engine.Clock.Offset.Doubted > doubted)
            Doubt(frame, doubted);
        sender.ClockOffsetNs = engine.Clock.Offset.Nanoseconds;
        limits.Firings(engine.FiringsWithinMinute);
        if (evaluations.Count == 0)
            return;
        var (decided, mode) = (time.UtcNanoseconds(), board.Status.Mode);
        // Before what is sent, for an action may end at once; it takes microseconds.
        board.Change(s => TriggerJournal.Evaluated(s, evaluations, decided, mode));
        // What is sent goes first: every line of writing would be latency.
        if (mode >= TriggerMode.DryRun)
            foreach (var evaluation in evaluations.Where(e => e.Fires))
                Order(evaluation, frame, decided, mode);
        foreach (var evaluation in evaluations)
        {
            if (evaluation.Fires)
                Tell(evaluation, decided, mode);
            metrics.Evaluated(evaluation.Rule.Name, evaluation.HeldBackBy);
            audit.Append(
                evaluation.Fires ? "fired" : "held-back",
                AuditFacts.Of(evaluation, frame, decided, engine.Clock.Offset.Nanoseconds, mode)
            );
        }
    }

    /// <summary>A replay looks as fresh as its session was, however old it is: whoever armed a microscope must know of it.</summary>
    private void WarnOfReplay(TrackedFrame frame)
    {
        var warns = frame.Header.Recorded is not null && Real.Count > 0 && board.Status.Mode == TriggerMode.Armed;
        if (warns == _warned)
            return;
        _warned = warns;
        if (!warns)
        {
            board.Clear(TriggerAlerts.Replay);
            return;
        }

        TriggerLog.ReplayWhileArmed(log, frame.Header.Series, frame.Header.T, string.Join(", ", Real));
        board.Raise(
            TriggerAlerts.Replay,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a replayed recording comes (series {frame.Header.Series}, from t={frame.Header.T}) while "
                    + $"{string.Join(", ", Real)} is armed; nothing that it fires is sent there"
            ),
            "end the replay; for a simulated microscope set Microscope:Adapters:NAME:Rehearsal true"
        );
    }

    private void Doubt(TrackedFrame frame, long before)
    {
        var seconds = (frame.RuleStamps.ExposureEndNs - frame.RuleStamps.ReceivedNs) / 1e9;
        if (before == 0)
            TriggerLog.ExposureClock(log, frame.Header.Series, frame.Header.T, seconds);
        board.Raise(
            TriggerAlerts.Clock,
            string.Create(
                CultureInfo.InvariantCulture,
                $"volume t={frame.Header.T} of series {frame.Header.Series} says that its exposure ended "
                    + $"{Math.Abs(seconds):0} s {(seconds > 0 ? "after" : "before")} it came, which does not agree "
                    + $"with the volumes before; its arrival is used"
            ),
            "look at the sender's clock"
        );
    }

    /// <summary>What has changed since the last frame takes effect, and is written down with the frame that it first holds for.</summary>
    private void Renew(TrackedFrame frame)
    {
        if (Interlocked.Exchange(ref _reload, null) is { } reload)
        {
            engine.Use(reload.Book);
            board.Change(s => TriggerJournal.InForce(s, reload.Book.Rules));
            Append("rules", reload.Facts, frame);
        }

        if (worker.Armings == _armings)
            return;
        _armings = worker.Armings;
        engine.ResetGuards();
        Append("guards-reset", [], frame);
    }

    private void Append(string kind, JsonObject facts, TrackedFrame frame)
    {
        facts["series"] = frame.Header.Series;
        facts["t"] = frame.Header.T;
        audit.Append(kind, facts);
    }

    private void Order(Evaluation evaluation, TrackedFrame frame, long decided, TriggerMode mode)
    {
        for (var i = 0; i < evaluation.Rule.Actions.Count; i++)
        {
            var order = Orders.Of(evaluation, i, frame, decided, engine.Clock.Offset.Nanoseconds);
            if (!worker.TryOrder(order))
                sender.NotSent(order.Request, "refused", "too many actions wait already (Triggers:WaitingActions)", mode);
        }
    }

    private void Tell(Evaluation evaluation, long decided, TriggerMode mode)
    {
        var (o, t) = (evaluation.Occurrence, evaluation.Frame.T);
        TriggerLog.Fired(log, evaluation.Rule.Name, t, mode, evaluation.Key);
        tell(
            new TriggerNews
            {
                Event = "fired",
                Mode = mode,
                Rule = evaluation.Rule.Name,
                Key = evaluation.Key,
                T = t,
                Track = o.Track,
                Place = o.Place,
                Stamps = (decided, 0, 0),
            }
        );
    }

    private void Guard(Action action)
    {
        if (_failed)
            return;
        try
        {
            action();
        }
        catch (Exception e)
        {
            _failed = true;
            TriggerLog.Failed(log, e);
            worker.Disarm($"the triggers have failed: {e.Message}", Caller.Service);
            board.Raise(TriggerAlerts.Failed, $"the triggers have failed and are off: {e.Message}", "start the service anew");
        }
    }
}
