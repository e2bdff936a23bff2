using System.Text.Json.Nodes;
using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Safety;

namespace Cellect.Triggers.Delivery;

/// <summary>Records the microscope's settings at arming and puts them back at disarming. One task at a time.</summary>
internal sealed class Arming(Microscopes microscopes, KnownSettings known, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Name of the present arming; empty: none.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Why nobody would restore the microscope if the service died; null: somebody would.</summary>
    public string? WatchdogLost => microscopes.Watchdog.Lost;

    /// <summary>Tells the watchdog that the service is alive.</summary>
    public void Heartbeat() => microscopes.Watchdog.Heartbeat();

    /// <summary>Reads every microscope and starts the watchdog.</summary>
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
            foreach (var (name, adapter) in microscopes.Adapters)
                read.Add(name, await adapter.ReadAsync(either.Token));
            await microscopes.Watchdog.BeginAsync(id, read, either.Token);
            known.Record(read);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            return e is OperationCanceledException ? "it was given up" : e.Message;
        }

        Id = id;
        return null;
    }

    /// <summary>Puts every microscope back; the watchdog does it where that fails.</summary>
    /// <returns>What became of it, for people.</returns>
    public async Task<string> EndAsync(CancellationToken cancel)
    {
        var told = new List<string>();
        var restored = true;
        foreach (var (name, settings) in known.Recorded)
            if (!settings.IsEmpty)
            {
                var reply = await RestoreAsync(name, settings, cancel);
                restored &= reply.Outcome == ActionOutcome.Done;
                told.Add($"{name} {(reply.Outcome == ActionOutcome.Done ? "is back" : $"{reply.Outcome}: {reply.Detail}")}");
            }

        Id = "";
        try
        {
            using var timeout = new CancellationTokenSource(Timeout, time);
            var watchdog = await microscopes.Watchdog.EndAsync(restored, timeout.Token);
            if (watchdog.Length > 0)
                told.Add($"the watchdog: {watchdog}");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            told.Add($"the watchdog: {e.Message}");
        }

        return told.Count == 0 ? "there was nothing to put back" : string.Join("; ", told);
    }

    /// <summary>Facts of the arming for the audit log.</summary>
    public JsonObject Facts() =>
        new()
        {
            ["arming"] = Id,
            ["recorded"] = new JsonObject(known.Recorded.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)AuditFacts.Of(r.Value)))),
        };

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
