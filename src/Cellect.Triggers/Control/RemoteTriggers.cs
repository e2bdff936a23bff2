using Cellect.Data.Status;
using Cellect.Triggers.Reporting;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Control;

/// <summary>
/// Steers the triggers of a service elsewhere through its command door. No call waits: what is asked is sent in the background, and the
/// answer is in <see cref="TriggerStatus.CommandAnswer"/>. Any thread.
/// </summary>
/// <remarks>A stop overtakes: it gives up a command that is on its way, is sent at once, and is sent again when that command might have
/// reached the service after it.</remarks>
/// <param name="told">What the service's newest status tells; null before the first.</param>
/// <param name="viewed">Where the service publishes, <c>tcp://HOST:PORT</c>.</param>
/// <param name="to">Its command door where the user names one; null: where its status says.</param>
/// <param name="token">Signs commands.</param>
/// <param name="log">Gets every command and its answer.</param>
internal sealed class RemoteTriggers(Func<ServiceStatus?> told, string viewed, string? to, TokenFile token, ILogger log)
    : ITriggerControl,
        IAsyncDisposable
{
    private const string Error = "error ",
        NothingStopped = "stopped: nothing",
        Failed = "command-failed";
    private const int LongestAnswer = 500;
    private static readonly TriggerStatus Off = new();

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenSource _giveUp = new();
    private Task _command = Task.CompletedTask;
    private Task _stop = Task.CompletedTask;
    private Answered _answered = new("", null);
    private Shown? _shown;

    private sealed record Answered(string Text, Alert? Alert);

    private sealed record Shown(ServiceStatus? Told, Answered Answered, TriggerStatus Status);

    /// <inheritdoc/>
    public TriggerStatus Status
    {
        get
        {
            var (now, answered) = (told(), Volatile.Read(ref _answered));
            if (Volatile.Read(ref _shown) is { } shown && ReferenceEquals(shown.Told, now) && ReferenceEquals(shown.Answered, answered))
                return shown.Status;
            var status = (now?.Triggers ?? Off) with
            {
                ReadOnly = Refusal(now, out _) ?? "",
                CommandAnswer = answered.Text,
                AlertDetails = answered.Alert is { } alert ? [alert] : [],
            };
            Volatile.Write(ref _shown, new Shown(now, answered, status));
            return status;
        }
    }

    /// <inheritdoc/>
    public string? Arm(TimeSpan duration, Caller caller) =>
        ArmingTime.Mistake(duration) ?? Begin(FormattableString.Invariant($"arm {duration.TotalSeconds:0.###}"));

    /// <inheritdoc/>
    public void Disarm(Caller caller)
    {
        if (Begin("disarm") is { } why)
            Tell("disarm", why, failed: true);
    }

    /// <inheritdoc/>
    public string Stop(Caller caller)
    {
        if (Door(told(), out var why) is not { } door)
            return $"NOT stopped: {why}";
        lock (_lock)
        {
            if (!_stop.IsCompleted)
                return "a stop is under way already";
            var (before, giveUp) = (_command, _giveUp);
            _giveUp = new CancellationTokenSource();
            _stop = Task.Run(() => StopAsync(door, before, giveUp));
        }

        return $"a stop is sent to {door}; its answer follows";
    }

    /// <inheritdoc/>
    public string? PutBack(bool byHand, Caller caller) => Begin(byHand ? "putback by-hand" : "putback");

    /// <summary>Nothing is to be done: the service's audit log is the service's.</summary>
    public void Refused(string command, string why, Caller caller) { }

    /// <summary>Waits for a stop that is on its way; gives up the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stopped();
        await _closed.CancelAsync();
        await _command;

        Task Stopped()
        {
            lock (_lock)
                return _stop;
        }
    }

    private string? Door(ServiceStatus? service, out string why)
    {
        why = "";
        return to ?? CommandDoor.Find(viewed, service?.Triggers?.Commands ?? "", out why);
    }

    private string? Refusal(ServiceStatus? service, out string? door)
    {
        door = null;
        if (service is null)
            return "no service is heard from yet";
        if (service.Triggers is null)
            return "the service has no triggers: set Triggers:Mode to Observe or DryRun there";
        door = Door(service, out var why);
        if (door is null)
            return why;
        return token.Find(out var missing) is null ? missing : null;
    }

    private string? Begin(string command)
    {
        if (Refusal(told(), out var door) is { } why)
            return why;
        lock (_lock)
        {
            if (!_stop.IsCompleted)
                return "a stop is under way";
            if (!_command.IsCompleted)
                return "another command is under way";
            var giveUp = _giveUp.Token;
            _command = Task.Run(() => SendAsync(door!, command, giveUp));
        }

        return null;
    }

    private async Task StopAsync(string door, Task before, CancellationTokenSource giveUp)
    {
        var overtakes = !before.IsCompleted;
        await giveUp.CancelAsync();
        await SendAsync(door, "stop", CancellationToken.None);
        if (!overtakes)
            return;
        await before;
        await SendAsync(door, "stop", CancellationToken.None, again: true);
    }

    private async Task SendAsync(string door, string command, CancellationToken giveUp, bool again = false)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp, _closed.Token);
            var answer = await CommandClient.AskAsync(door, command, token.Find(out _), either.Token);
            var failed = answer.StartsWith(Error, StringComparison.Ordinal);
            // The second of two stops finds nothing to do: what the first one did is what counts.
            if (!again || failed || !answer.StartsWith(NothingStopped, StringComparison.Ordinal))
                Tell(command, failed ? answer[Error.Length..] : answer, failed);
        }
        catch (OperationCanceledException)
        {
            TriggerLog.CommandGivenUp(log, command, door);
        }
        catch (Exception e)
        {
            Tell(command, e.Message, failed: true);
        }
    }

    private void Tell(string command, string said, bool failed)
    {
        // It comes from elsewhere, and goes into a window and a log.
        var answer = string.Concat(said.Take(LongestAnswer).Select(c => char.IsControl(c) ? ' ' : c));
        var text = $"{command}: {answer}";
        if (failed)
            TriggerLog.CommandFailed(log, command, answer);
        else
            TriggerLog.CommandAnswered(log, command, answer);
        var alert = failed ? new Alert(Failed, TimeProvider.System.GetUtcNow(), 1, text, "") : null;
        Volatile.Write(ref _answered, new Answered(text, alert));
    }
}
