using Cellect.Data.Status;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Control;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Delivery;

/// <summary>
/// Arms, watches and disarms, one thing at a time; a lane for each adapter sends. Whoever calls it never waits. Disarming overtakes
/// everything: from the call on nothing more is sent.
/// </summary>
internal sealed class TriggerWorker : ITriggerControl, IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(200),
        LongestRestore = TimeSpan.FromSeconds(60),
        // A service that ends hands a microscope that hangs over to the watchdog.
        LongestRestoreAtEnd = TimeSpan.FromSeconds(10),
        WatchdogPatience = TimeSpan.FromSeconds(60),
        WatchdogPatienceAtEnd = TimeSpan.FromSeconds(5),
        LaneTimeout = TimeSpan.FromSeconds(5),
        LookInterval = TimeSpan.FromSeconds(2),
        KeepInterval = TimeSpan.FromSeconds(10);

    private readonly TriggerOptions _options;
    private readonly Arming _arming;
    private readonly LeftArmings _left;
    private readonly ActionSender _sender;
    private readonly KnownSettings _known;
    private readonly DoseGuard _dose;
    private readonly LimitReport _limits;
    private readonly TriggerStatusStore _board;
    private readonly AuditLog _audit;
    private readonly Action<TriggerNews> _tell;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Dictionary<string, ActionLane> _lanes;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ITimer _ticks;
    private readonly Task _working;
    private readonly long _opened;
    private CancellationTokenSource _underWay = new();
    private ArmRequest? _arm;
    private PutBackRequest? _putBack;
    private DisarmRequest? _disarm;
    private (long At, TimeSpan For) _armed;
    private long _firstFrame;
    private long _lastFrame;
    private long _lastLook;
    private long _lastKept;
    private long _lastWatch;
    private long _lastStopNote;
    private long _armings;
    private volatile bool _closing;

    private sealed record ArmRequest(TimeSpan Duration, Caller Caller);

    private sealed record DisarmRequest(string Reason, Caller Caller);

    private sealed record PutBackRequest(bool ByHand, Caller Caller);

    /// <param name="options">Silence, limits, number of orders that may wait.</param>
    /// <param name="adapters">Names of the adapters.</param>
    /// <param name="arming">Records and restores; not used by anyone else.</param>
    /// <param name="left">Armings that were left; not used by anyone else.</param>
    /// <param name="sender">Sends; not used by anyone else.</param>
    /// <param name="known">Settings of the microscopes.</param>
    /// <param name="dose">Light so far.</param>
    /// <param name="limits">Tells what is left of the limits.</param>
    /// <param name="board">The status.</param>
    /// <param name="audit">Gets arming and disarming.</param>
    /// <param name="tell">Told of arming and disarming; must not wait.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Gets arming and disarming.</param>
    public TriggerWorker(
        TriggerOptions options,
        IEnumerable<string> adapters,
        Arming arming,
        LeftArmings left,
        ActionSender sender,
        KnownSettings known,
        DoseGuard dose,
        LimitReport limits,
        TriggerStatusStore board,
        AuditLog audit,
        Action<TriggerNews> tell,
        TimeProvider time,
        ILogger log
    )
    {
        (_options, _arming, _left, _sender, _known, _dose) = (options, arming, left, sender, known, dose);
        (_limits, _board, _audit, _tell, _time, _log, _opened) = (limits, board, audit, tell, time, log, time.GetTimestamp());
        sender.Distrust = why => End(why);
        _lanes = adapters.ToDictionary(
            a => a,
            a => new ActionLane(a, options.WaitingActions, SendAsync, time),
            StringComparer.OrdinalIgnoreCase
        );
        LookForLeft();
        _ticks = time.CreateTimer(_ => Wake(), null, TickInterval, TickInterval);
        _working = Task.Run(WorkAsync);
    }

    /// <inheritdoc/>
    public TriggerStatus Status => _board.Status;

    /// <summary>Times that arming has succeeded; the rules' guards begin anew with each.</summary>
    public long Armings => Interlocked.Read(ref _armings);

    /// <inheritdoc/>
    public string? Arm(TimeSpan duration, Caller caller)
    {
        if (ArmingTime.Mistake(duration) is { } mistake)
            return mistake;
        if (_closing)
            return "the service is ending";
        if (Status.Rules == 0)
            return "there is no rule that could do anything (Triggers:Rules of appsettings.json in the service's folder); "
                + "docs/triggers.md has three to begin with";
        _board.Clear(TriggerAlerts.NotArmed, TriggerAlerts.Disarmed, TriggerAlerts.Clock);
        Volatile.Write(ref _arm, new ArmRequest(duration, caller));
        Wake();
        return null;
    }

    /// <inheritdoc/>
    public void Disarm(Caller caller) => Disarm("asked for", caller);

    /// <inheritdoc/>
    public string Stop(Caller caller)
    {
        var (armed, arming) = (Status.Mode == TriggerMode.Armed, Volatile.Read(ref _arm) is not null);
        Disarm("emergency stop", caller);
        if (!armed && IsNote(ref _lastStopNote))
            _audit.Append(
                "stop",
                new()
                {
                    ["was"] = Status.Mode.ToString(),
                    ["from"] = caller.From,
                    ["by"] = caller.By,
                }
            );
        return armed ? "stopped: nothing more is sent; the microscope is being put back"
            : arming ? "stopped: the arming that was under way is given up"
            : $"stopped: nothing was armed (mode {Status.Mode}), nothing is put back";
    }

    /// <inheritdoc/>
    public string? PutBack(bool byHand, Caller caller)
    {
        if (Status.Mode == TriggerMode.Armed)
            return "the triggers are armed; disarm them first";
        if (_closing)
            return "the service is ending";
        _board.Change(s => s with { IsPuttingBack = true });
        Volatile.Write(ref _putBack, new PutBackRequest(byHand, caller));
        Wake();
        return null;
    }

    /// <inheritdoc/>
    public void Refused(string command, string why, Caller caller)
    {
        TriggerLog.CommandRefused(_log, command, caller.From, caller.By, why);
        _audit.Append(
            "command-refused",
            new()
            {
                ["command"] = command,
                ["why"] = why,
                ["from"] = caller.From,
                ["by"] = caller.By,
            }
        );
    }

    /// <summary>Disarms for a reason; does not wait.</summary>
    public void Disarm(string reason, Caller caller)
    {
        // Read first: what a disarming that is already under way puts in its place must not be cancelled.
        var underWay = Volatile.Read(ref _underWay);
        Volatile.Write(ref _arm, null);
        _board.Change(s => s.Mode == TriggerMode.Armed ? s with { IsPuttingBack = true } : s);
        Interlocked.CompareExchange(ref _disarm, new DisarmRequest(reason, caller), null);
        // Cancelling runs what others have registered: the caller must not wait for that.
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), underWay, preferLocal: false);
        Wake();
    }

    /// <summary>A frame has come: the stream is not silent.</summary>
    public void FrameCame()
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _lastFrame, now);
        Interlocked.CompareExchange(ref _firstFrame, now, 0);
    }

    /// <summary>Hands over an order; false where too many wait.</summary>
    public bool TryOrder(ActionOrder order) => _lanes.TryGetValue(order.Action.Adapter, out var lane) && lane.TryOrder(order);

    /// <summary>Disarms, restores and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing)
            return;
        _closing = true;
        Disarm("the service ends", Caller.Service);
        Wake();
        await _working;
        await _ticks.DisposeAsync();
        foreach (var lane in _lanes.Values)
            await lane.DisposeAsync();
        _wake.Dispose();
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (ObjectDisposedException)
        {
            // A last tick after the end.
        }
    }

    private async Task WorkAsync()
    {
        while (!_closing)
        {
            await _wake.WaitAsync();
            try
            {
                await TurnAsync();
            }
            catch (Exception e)
            {
                TriggerLog.WorkerFault(_log, e);
                _board.Change(s => s with { IsPuttingBack = false });
                End($"the triggers met a fault: {e.Message}");
            }
        }

        await DisarmAsync(new DisarmRequest("the service ends", Caller.Service));
    }

    private async Task TurnAsync()
    {
        if (Volatile.Read(ref _disarm) is { } disarm)
            await DisarmAsync(disarm);
        if (Interlocked.Exchange(ref _putBack, null) is { } putBack)
            await PutBackAsync(putBack);
        if (Interlocked.Exchange(ref _arm, null) is { } arm)
            await ArmAsync(arm);
        Watch();
        _limits.Show(_lanes.Count == 0 ? 0 : _lanes.Values.Max(lane => lane.Waiting));
    }

    private async Task SendAsync(ActionOrder order, TimeSpan waited)
    {
        try
        {
            // In this order: a disarming changes the mode first, then the token.
            var cancel = Volatile.Read(ref _underWay).Token;
            await _sender.SendAsync(
                order,
                waited,
                Status.Mode,
                () =>
                    Volatile.Read(ref _disarm) is { } disarm ? disarm.Reason
                    : cancel.IsCancellationRequested ? "disarmed"
                    : null,
                cancel
            );
        }
        catch (Exception e)
        {
            TriggerLog.WorkerFault(_log, e);
            End($"the triggers met a fault: {e.Message}");
        }
    }

    private async Task ArmAsync(ArmRequest arm)
    {
        if (Status.Mode != TriggerMode.Armed && await BeginAsync() is { } why)
        {
            TriggerLog.NotArmed(_log, why);
            _board.Raise(TriggerAlerts.NotArmed, $"not armed: {why}", "");
            _audit.Append(
                "not-armed",
                new()
                {
                    ["why"] = why,
                    ["from"] = arm.Caller.From,
                    ["by"] = arm.Caller.By,
                }
            );
            return;
        }

        _armed = (_time.GetTimestamp(), arm.Duration);
        var until = _time.GetUtcNow() + arm.Duration;
        _board.Clear(TriggerAlerts.NotUndone);
        TriggerLog.Armed(_log, LocalTime.Text(until), _arming.Id, arm.Caller.From, arm.Caller.By);
        var facts = _arming.Facts();
        facts["until"] = until.ToString("O");
        facts["seconds"] = arm.Duration.TotalSeconds;
        facts["from"] = arm.Caller.From;
        facts["by"] = arm.Caller.By;
        _audit.Append("armed", facts);
        _tell(
            new TriggerNews
            {
                Event = "armed",
                Mode = TriggerMode.Armed,
                Detail = $"until {LocalTime.Text(until)}",
            }
        );
        // Last, so that nothing is fired before it is written down that the session is armed.
        _board.Change(s => s with { Mode = TriggerMode.Armed, ArmedUntil = until });
    }

    private async Task<string?> BeginAsync()
    {
        if (_audit.Broken is { } broken && _audit.TryRenew() is { } trouble)
            return $"{broken}, and a new one cannot be made: {trouble}";
        if (_dose.Exhausted() is { } exhausted)
            return $"{exhausted}; wait, or change Triggers:Envelope:MaxDoseSecondsPerHour";
        if (await _arming.BeginAsync(Volatile.Read(ref _underWay).Token) is { } why)
        {
            LookForLeft();
            return why;
        }

        foreach (var lane in _lanes.Values)
            while (lane.TryTakeBack(out var old))
                _sender.NotSent(old!.Request, "refused", "it was decided before arming", Status.Mode);
        var seen = Interlocked.Read(ref _firstFrame);
        FrameCame();
        _dose.Begin(_arming.SlowestAnswer);
        _lastWatch = _time.GetTimestamp();
        _dose.Settle(seen == 0 ? 0 : _time.GetElapsedTime(seen).TotalSeconds);
        if (_dose.Exhausted() is { } used)
        {
            await _arming.CallOffAsync(WatchdogPatience);
            return $"{used}; wait, or change Triggers:Envelope:MaxDoseSecondsPerHour";
        }

        Interlocked.Increment(ref _armings);
        return null;
    }

    private async Task DisarmAsync(DisarmRequest disarm)
    {
        var armed = Status.Mode == TriggerMode.Armed;
        // First the mode, then the token, then the request: a lane that looks meanwhile finds one of them.
        if (armed)
            _board.Change(s => s with { Mode = _options.Mode, ArmedUntil = null });
        var stale = Interlocked.Exchange(ref _underWay, new CancellationTokenSource());
        // Not disposed: a caller of Disarm may be about to cancel it as well.
        await stale.CancelAsync();
        Volatile.Write(ref _disarm, null);
        if (!armed)
            return;
        foreach (var lane in _lanes.Values)
            while (lane.TryTakeBack(out var order))
                _sender.NotSent(order!.Request, "refused", $"disarmed: {disarm.Reason}", TriggerMode.Armed);
        await BeatingAsync(Task.WhenAny(Task.WhenAll(_lanes.Values.Select(l => l.IdleAsync())), Task.Delay(LaneTimeout, _time)));
        using var timeout = new CancellationTokenSource(_closing ? LongestRestoreAtEnd : LongestRestore, _time);
        var (told, restored) = await BeatingAsync(_arming.EndAsync(_closing ? WatchdogPatienceAtEnd : WatchdogPatience, timeout.Token));
        _dose.Settle();
        _dose.Keep();
        if (!restored)
            LookForLeft();
        _board.Change(s => s with { LastDisarming = $"disarmed ({disarm.Reason}): {told}", IsPuttingBack = false });
        TriggerLog.Disarmed(_log, disarm.Reason, told, disarm.Caller.From, disarm.Caller.By);
        _audit.Append(
            "disarmed",
            new()
            {
                ["reason"] = disarm.Reason,
                ["restored"] = told,
                ["from"] = disarm.Caller.From,
                ["by"] = disarm.Caller.By,
            }
        );
        _tell(
            new TriggerNews
            {
                Event = "disarmed",
                Mode = _options.Mode,
                Detail = $"{disarm.Reason}; {told}",
            }
        );
    }

    /// <summary>Waits for something while the watchdog hears that the service is alive.</summary>
    private async Task<T> BeatingAsync<T>(Task<T> work)
    {
        while (await Task.WhenAny(work, Task.Delay(TickInterval, _time)) != work)
            _arming.Heartbeat();
        return await work;
    }

    private async Task PutBackAsync(PutBackRequest request)
    {
        var told =
            Status.Mode == TriggerMode.Armed ? "the triggers are armed; disarm them first" : await _left.PutBackAsync(request.ByHand);
        LookForLeft();
        _board.Change(s => s with { LastDisarming = told, IsPuttingBack = false });
        _audit.Append(
            "put-back",
            new()
            {
                ["result"] = told,
                ["by_hand"] = request.ByHand,
                ["from"] = request.Caller.From,
                ["by"] = request.Caller.By,
            }
        );
    }

    private void LookForLeft()
    {
        _left.Look();
        _lastLook = _time.GetTimestamp();
        if (_left.Alert is not { } alert)
            _board.Clear(TriggerAlerts.NotUndone);
        else if (Status.AlertDetails.All(a => a.Code != TriggerAlerts.NotUndone || a.Text != alert.Text))
            _board.Raise(TriggerAlerts.NotUndone, alert.Text, alert.Remedy);
    }

    /// <summary>Looks for what ends an arming by itself.</summary>
    private void Watch()
    {
        if (_dose.Trouble is not { } trouble)
            _board.Clear(TriggerAlerts.Dose);
        else if (Status.AlertDetails.All(a => a.Code != TriggerAlerts.Dose))
            _board.Raise(TriggerAlerts.Dose, trouble, "until then a new start forgets the light of the last hour");
        if (Status.Mode != TriggerMode.Armed)
        {
            if (_time.GetElapsedTime(_lastLook) > LookInterval)
                LookForLeft();
            return;
        }

        _arming.Heartbeat();
        _dose.Looking(_time.GetElapsedTime(_lastWatch));
        _lastWatch = _time.GetTimestamp();
        if (_time.GetElapsedTime(_lastKept) > KeepInterval)
        {
            _dose.Keep();
            _lastKept = _time.GetTimestamp();
        }

        var rest = _armed.For - _time.GetElapsedTime(_armed.At);
        ShowRest(rest);
        NameSilent();
        _audit.Look();
        var silence = Math.Max(_options.SilenceSeconds, 3 * _known.IntervalSeconds);
        if (_arming.WatchdogLost is { } lost)
            End($"the watchdog is lost: {lost}");
        else if (_audit.Broken is { } broken)
            End(broken);
        else if (rest <= TimeSpan.Zero)
            End("arming has expired");
        else if (_time.GetElapsedTime(Volatile.Read(ref _lastFrame)).TotalSeconds > silence)
            End(FormattableString.Invariant($"the stream has been silent for {silence:0} s"));
        else if (_dose.Exhausted() is { } exhausted)
            End(exhausted);
    }

    // Arming lasts by the monotonic clock; what is shown follows the clock of the wall wherever it is set.
    private void ShowRest(TimeSpan rest)
    {
        var until = _time.GetUtcNow() + rest;
        if (Status.ArmedUntil is { } shown && (until - shown).Duration() > TimeSpan.FromSeconds(1))
            _board.Change(s => s.ArmedUntil is null ? s : s with { ArmedUntil = until });
    }

    private void NameSilent()
    {
        foreach (var lane in _lanes.Values)
            if (lane.Busy is { } busy && busy.For > LaneTimeout)
            {
                var code = TriggerAlerts.Silent + lane.Adapter;
                if (Status.AlertDetails.Any(a => a.Code == code))
                    continue;
                TriggerLog.AdapterHangs(_log, lane.Adapter, busy.Key, busy.For.TotalSeconds);
                _board.Raise(
                    code,
                    FormattableString.Invariant(
                        $"adapter {lane.Adapter} hangs: action {busy.Key} has waited {busy.For.TotalSeconds:0} s for its answer"
                    ),
                    "look whether the microscope's side runs; its other actions wait, the other adapters go on"
                );
            }
    }

    private void End(string reason)
    {
        if (Status.Mode == TriggerMode.Armed && Volatile.Read(ref _disarm) is null)
            _board.Raise(TriggerAlerts.Disarmed, $"disarmed: {reason}", "");
        Disarm(reason, Caller.Service);
    }

    private bool IsNote(ref long last)
    {
        var now = _time.GetTimestamp();
        var before = Interlocked.Read(ref last);
        return (before == 0 || _time.GetElapsedTime(before).TotalSeconds > 1)
            && Interlocked.CompareExchange(ref last, now, before) == before;
    }
}
