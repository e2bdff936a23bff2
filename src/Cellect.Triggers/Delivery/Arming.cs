using System.Text.Json.Nodes;
using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Watchdog;

namespace Cellect.Triggers.Delivery;

/// <summary>Records the microscope's settings at arming, in memory and on disk, and puts them back at disarming. One task at a
/// time.</summary>
/// <param name="microscopes">The microscopes.</param>
/// <param name="known">Their settings.</param>
/// <param name="left">Armings that were left, and the folder of the records.</param>
/// <param name="time">Clock.</param>
internal sealed class Arming(Microscopes microscopes, KnownSettings known, LeftArmings left, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private FileStream? _record;

    /// <summary>Name of the present arming; empty: none.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The longest that a microscope took to tell its settings at arming.</summary>
    public TimeSpan SlowestAnswer { get; private set; }

    /// <summary>Why nobody would restore the microscope if the service died; null: somebody would.</summary>
    public string? WatchdogLost => microscopes.Watchdog.Lost;

    /// <summary>Tells the watchdog that the service is alive.</summary>
    public void Heartbeat() => microscopes.Watchdog.Heartbeat();

    /// <summary>Reads every microscope, writes down what it told, and starts the watchdog.</summary>
    /// <returns>Null, or why it cannot be.</returns>
    public async Task<string?> BeginAsync(CancellationToken cancel)
    {
        if (microscopes.Adapters.Count == 0)
            return "there is no microscope to arm: set one up in Microscope:Adapters";
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var id = FormattableString.Invariant($"{time.GetUtcNow():yyyyMMddHHmmss}-{Guid.NewGuid():N}")[..23];
        try
        {
            var read = new Dictionary<string, MicroscopeSettings>(StringComparer.OrdinalIgnoreCase);
            SlowestAnswer = TimeSpan.Zero;
            foreach (var (name, adapter) in microscopes.Adapters)
            {
                var asked = time.GetTimestamp();
                var settings = await adapter.ReadAsync(either.Token);
                if (time.GetElapsedTime(asked) is var took && took > SlowestAnswer)
                    SlowestAnswer = took;
                if (ReadingCheck.Mistake(settings) is { } mistake)
                    return $"adapter {name} tells {mistake}: check the microscope's side";
                read.Add(name, settings);
            }

            if (left.Refusal(read) is { } notUndone)
                return notUndone;
            _record = left.Record(id, read).Keep(left.Folder);
            await microscopes.Watchdog.BeginAsync(id, read, either.Token);
            known.Record(read);
        }
        catch (Exception e)
            when (e is IOException or OperationCanceledException or InvalidOperationException or UnauthorizedAccessException)
        {
            Forget(id);
            return e is OperationCanceledException ? "it was given up" : e.Message;
        }

        Id = id;
        return null;
    }

    /// <summary>Puts every microscope back, all at the same time; the watchdog does it where that fails.</summary>
    /// <param name="patience">How long is waited for the watchdog; it goes on after that.</param>
    /// <param name="cancel">Gives up what the service itself tries.</param>
    /// <returns>What became of it, for people, and whether all is back.</returns>
    public async Task<(string Told, bool Restored)> EndAsync(TimeSpan patience, CancellationToken cancel)
    {
        var recorded = known.Recorded.Where(r => !r.Value.IsEmpty).ToList();
        var replies = await Task.WhenAll(recorded.Select(r => RestoreAsync(r.Key, r.Value, cancel)));
        var told = recorded
            .Zip(replies)
            .Select(pair =>
                $"{pair.First.Key} "
                + $"{(pair.Second.Outcome == ActionOutcome.Done ? "is back" : $"{pair.Second.Outcome}: {pair.Second.Detail}")}"
            )
            .ToList();
        var restored = replies.All(r => r.Outcome == ActionOutcome.Done);
        foreach (var (adapter, reply) in recorded.Select(r => r.Key).Zip(replies))
            if (reply.Outcome == ActionOutcome.Done)
                known.Apply(adapter, known.Recorded[adapter]);
        try
        {
            using var timeout = new CancellationTokenSource(patience, time);
            var watchdog = await microscopes.Watchdog.EndAsync(restored, timeout.Token);
            if (watchdog.Length > 0)
                told.Add($"the watchdog: {watchdog}");
            restored |= watchdog.Length > 0 && !watchdog.Contains(MicroscopeRestorer.NotBack, StringComparison.Ordinal);
        }
        catch (OperationCanceledException)
        {
            told.Add("the watchdog goes on trying");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            told.Add($"the watchdog: {e.Message}");
        }

        if (restored)
            Forget(Id);
        else
            Leave();
        Id = "";
        return (told.Count == 0 ? "there was nothing to put back" : string.Join("; ", told), restored);
    }

    /// <summary>Ends an arming in which nothing has been sent: nothing is put back.</summary>
    /// <param name="patience">How long is waited for the watchdog.</param>
    public async Task CallOffAsync(TimeSpan patience)
    {
        try
        {
            using var timeout = new CancellationTokenSource(patience, time);
            await microscopes.Watchdog.EndAsync(restored: true, timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // A watchdog that has not heard it puts back what is there.
        }

        Forget(Id);
        Id = "";
    }

    /// <summary>Facts of the arming for the audit log.</summary>
    public JsonObject Facts() =>
        new()
        {
            ["arming"] = Id,
            ["recorded"] = new JsonObject(known.Recorded.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)AuditFacts.Of(r.Value)))),
        };

    private void Forget(string id)
    {
        if (_record is null)
            return;
        Leave();
        File.Delete(ArmingRecord.PathIn(left.Folder, id));
    }

    private void Leave()
    {
        _record?.Dispose();
        _record = null;
    }

    private async Task<ActionReply> RestoreAsync(string name, MicroscopeSettings settings, CancellationToken cancel)
    {
        try
        {
            return await microscopes.Adapters[name].SendAsync(ActionRequest.Restore(Id, name, settings, time.UtcNanoseconds()), cancel);
        }
        catch (OperationCanceledException)
        {
            return new ActionReply { Outcome = ActionOutcome.Unacknowledged, Detail = "given up" };
        }
    }
}
