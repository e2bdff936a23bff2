using System.Threading.Channels;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Delivery;

/// <summary>
/// The lane of the triggers that waits for the microscope: arms, sends, disarms, one thing at a time. Whoever calls it never waits.
/// Disarming overtakes everything: from the call on nothing more is sent.
/// </summary>
internal sealed class TriggerWorker : ITriggerControl, IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1),
        Longest = TimeSpan.FromHours(24);

    private readonly TriggerOptions _options;
    private readonly Arming _arming;
    private readonly ActionSender _sender;
    private readonly KnownSettings _known;
    private readonly DoseMeter _dose;
    private readonly TriggerStatusStore _board;
    private readonly AuditLog _audit;
    private readonly Action<TriggerNews> _tell;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<ActionOrder> _orders;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ITimer _ticks;
    private readonly Task _working;
    private CancellationTokenSource _underWay = new();
    private object? _armFor;
    private string? _disarm;
    private long _lastFrame;
    private long _armings;
    private volatile bool _closing;

    /// <param name="options">Silence, limits, number of orders that may wait.</param>
    /// <param name="arming">Records and restores; not used by anyone else.</param>
    /// <param name="sender">Sends; not used by anyone else.</param>
    /// <param name="known">Settings of the microscopes.</param>
    /// <param name="dose">Light so far.</param>
    /// <param name="board">The status.</param>
    /// <param name="audit">Gets arming and disarming.</param>
    /// <param name="tell">Told of arming and disarming; must not wait.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Gets arming and disarming.</param>
    public TriggerWorker(
        TriggerOptions options,
        Arming arming,
        ActionSender sender,
        KnownSettings known,
        DoseMeter dose,
        TriggerStatusStore board,
        AuditLog audit,
        Action<TriggerNews> tell,
        TimeProvider time,
        ILogger log
    )
    {
        (_options, _arming, _sender, _known, _dose, _board) = (options, arming, sender, known, dose, board);
        (_audit, _tell, _time, _log) = (audit, tell, time, log);
        _orders = Channel.CreateBounded<ActionOrder>(new BoundedChannelOptions(options.WaitingActions) { SingleReader = true });
        _ticks = time.CreateTimer(_ => Wake(), null, TickInterval, TickInterval);
        _working = Task.Run(WorkAsync);
    }

    /// <inheritdoc/>
    public TriggerStatus Status => _board.Status;

    /// <summary>Times that arming has succeeded; the rules' guards begin anew with each.</summary>
    public long Armings => Interlocked.Read(ref _armings);

    /// <inheritdoc/>
    public string? Arm(TimeSpan duration)
    {
        if (duration < Shortest || duration > Longest)
            return $"arming for {duration} is not possible; 1 second to 24 hours";
        if (_closing)
            return "the service is ending";
        _board.Change(s => s with { Alerts = [] });
        Volatile.Write(ref _armFor, duration);
        Wake();
        return null;
    }

    /// <inheritdoc/>
    public void Disarm() => Disarm("asked for");

    /// <inheritdoc/>
    public void Stop() => Disarm("emergency stop");

    /// <summary>Disarms for a reason; does not wait.</summary>
    public void Disarm(string reason)
    {
        // Read first: what a disarming that is already under way puts in its place must not be cancelled.
        var underWay = Volatile.Read(ref _underWay);
        Volatile.Write(ref _armFor, null);
        Interlocked.CompareExchange(ref _disarm, reason, null);
        // Cancelling runs what others have registered: the caller must not wait for that.
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), underWay, preferLocal: false);
        Wake();
    }

    /// <summary>A frame has come: the stream is not silent.</summary>
    public void FrameCame() => Volatile.Write(ref _lastFrame, _time.GetTimestamp());

    /// <summary>Hands over an order; false where too many wait.</summary>
    public bool TryOrder(ActionOrder order)
    {
        var taken = _orders.Writer.TryWrite(order);
        Wake();
        return taken;
    }

    /// <summary>Disarms, restores and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing)
            return;
        Disarm("the service ends");
        _closing = true;
        Wake();
        await _working;
        await _ticks.DisposeAsync();
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
                Alert($"the triggers met a fault and disarm: {e.Message}");
                Disarm($"fault: {e.Message}");
            }
        }

        await DisarmAsync("the service ends");
    }

    private async Task TurnAsync()
    {
        if (Interlocked.Exchange(ref _disarm, null) is { } reason)
            await DisarmAsync(reason);
        if (Interlocked.Exchange(ref _armFor, null) is TimeSpan duration)
            await ArmAsync(duration);
        Watch();
        while (Volatile.Read(ref _disarm) is null && _orders.Reader.TryRead(out var order))
        {
            await _sender.SendAsync(order, Status.Mode, () => Volatile.Read(ref _disarm), _underWay.Token);
            if (Status.Mode == TriggerMode.Armed)
                _arming.Heartbeat();
        }
    }

    private async Task ArmAsync(TimeSpan duration)
    {
        var until = _time.GetUtcNow() + duration;
        if (Status.Mode != TriggerMode.Armed)
        {
            if (await _arming.BeginAsync(_underWay.Token) is { } why)
            {
                TriggerLog.NotArmed(_log, why);
                Alert($"not armed: {why}");
                return;
            }

            while (_orders.Reader.TryRead(out var old))
                _sender.NotSent(old.Request, "refused", "it was decided before arming", Status.Mode);
            FrameCame();
            _dose.Reset();
            if (DoseMeter.Rate(_known.Together, _sender.Planes) is { } rate)
                _dose.Set(_time.UtcNanoseconds(), rate);
            Interlocked.Increment(ref _armings);
        }

        _board.Change(s => s with { Mode = TriggerMode.Armed, ArmedUntil = until });
        TriggerLog.Armed(_log, until, _arming.Id);
        var facts = _arming.Facts();
        facts["until"] = until.ToString("O");
        _audit.Append("armed", facts);
        _tell(
            new TriggerNews
            {
                Event = "armed",
                Mode = TriggerMode.Armed,
                Detail = $"until {until:u}",
            }
        );
    }

    private async Task DisarmAsync(string reason)
    {
        var stale = Interlocked.Exchange(ref _underWay, new CancellationTokenSource());
        // Not disposed: a caller of Disarm may be about to cancel it as well.
        await stale.CancelAsync();
        if (Status.Mode != TriggerMode.Armed)
            return;
        _board.Change(s => s with { Mode = _options.Mode, ArmedUntil = null });
        while (_orders.Reader.TryRead(out var order))
            _sender.NotSent(order.Request, "refused", $"disarmed: {reason}", TriggerMode.Armed);
        var restored = await _arming.EndAsync(CancellationToken.None);
        TriggerLog.Disarmed(_log, reason, restored);
        _audit.Append("disarmed", new() { ["reason"] = reason, ["restored"] = restored });
        _tell(
            new TriggerNews
            {
                Event = "disarmed",
                Mode = _options.Mode,
                Detail = $"{reason}; {restored}",
            }
        );
    }

    /// <summary>Looks for what ends an arming by itself.</summary>
    private void Watch()
    {
        if (Status is not { Mode: TriggerMode.Armed, ArmedUntil: { } until })
            return;
        _arming.Heartbeat();
        var silence = Math.Max(_options.SilenceSeconds, 3 * (_known.Together.IntervalSeconds ?? 0));
        var now = _time.UtcNanoseconds();
        if (_arming.WatchdogLost is { } lost)
            End($"the watchdog is lost: {lost}");
        else if (_time.GetUtcNow() >= until)
            End("arming has expired");
        else if (_time.GetElapsedTime(Volatile.Read(ref _lastFrame)).TotalSeconds > silence)
            End(FormattableString.Invariant($"the stream has been silent for {silence:0} s"));
        else if (_dose.UsedSeconds(now) is var used && used >= _options.Envelope.MaxDoseSecondsPerHour)
            End(FormattableString.Invariant($"the dose of this hour is used up: {used:0.###} s of full power"));
    }

    private void End(string reason)
    {
        Alert($"disarmed: {reason}");
        Disarm(reason);
    }

    private void Alert(string alert) => _board.Change(s => s with { Alerts = [alert] });
}
