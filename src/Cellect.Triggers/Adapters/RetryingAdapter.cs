using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Adapters;

/// <summary>An adapter: one protocol, with the one policy of repeating that all share.</summary>
/// <remarks>
/// Exactly once: a request is repeated under the same key, and only where that cannot carry it out twice; whatever happens, it ends in one
/// reply that says what is known. Nothing is sent after the deadline of its decision.
/// </remarks>
internal sealed class RetryingAdapter(
    string name,
    IMicroscopeLink link,
    RetryOptions options,
    MicroscopeSettings safeState,
    TimeProvider time,
    ILogger log
) : IActionAdapter
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool IsRehearsal { get; init; }

    /// <inheritdoc/>
    public bool CanRead => link.CanRead;

    /// <inheritdoc/>
    public async Task<MicroscopeSettings> ReadAsync(CancellationToken cancel)
    {
        if (!link.CanRead)
            return safeState;
        await _turn.WaitAsync(cancel);
        try
        {
            var last = new Attempt(AttemptResult.NotSent);
            for (var attempt = 1; attempt <= options.Attempts; attempt++)
            {
                await PauseAsync(attempt, cancel);
                last = await GuardAsync(() => link.ReadAsync(Timeout(attempt), cancel), cancel);
                if (last is { Result: AttemptResult.Done, Settings: { } settings })
                    return settings;
                if (last.Result == AttemptResult.Refused)
                    break;
            }

            throw new IOException(
                $"adapter {name} did not tell its settings: {Why(last)}; check that the microscope's side runs and "
                    + $"that Microscope:Adapters:{name}:Endpoint is right"
            );
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<ActionReply> SendAsync(ActionRequest request, CancellationToken cancel)
    {
        if (RequestRules.Mistake(request) is { } mistake)
            return new ActionReply { Outcome = ActionOutcome.Refused, Detail = mistake };
        await _turn.WaitAsync(cancel);
        try
        {
            var sending = new Sending(time);
            var reply = Conclude(request, sending, await RepeatAsync(request, sending, cancel));
            if (reply.Outcome != ActionOutcome.Done)
                ActionLog.NotDone(log, name, request.Key, reply.Outcome, reply.Detail);
            return reply;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await link.DisposeAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Attempt> RepeatAsync(ActionRequest request, Sending sending, CancellationToken cancel)
    {
        var last = new Attempt(AttemptResult.NotSent);
        for (var attempt = 1; attempt <= options.Attempts; attempt++)
        {
            await PauseAsync(attempt, cancel);
            if (request.Stamps.DeadlineNs > 0 && time.UtcNanoseconds() > request.Stamps.DeadlineNs)
                return last with { Detail = $"its deadline had passed after {sending.Attempts} attempts; {last.Detail}".TrimEnd(' ', ';') };
            var before = sending.Attempts;
            last = await GuardAsync(() => link.SendAsync(request, sending, Timeout(attempt), cancel), cancel);
            if (last.Result is AttemptResult.Done or AttemptResult.Refused)
                return last;
            if (sending.Attempts > before && !link.IsRepeatable(request))
                return last;
        }

        return last;
    }

    /// <summary>Turns what a protocol throws into a result: whoever sends an action must get a reply.</summary>
    private static async Task<Attempt> GuardAsync(Func<Task<Attempt>> attempt, CancellationToken cancel)
    {
        try
        {
            return await attempt();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return new Attempt(AttemptResult.NoAnswer, $"{e.GetType().Name}: {MicroscopeReply.OneLine(e.Message)}");
        }
    }

    private Task PauseAsync(int attempt, CancellationToken cancel) =>
        attempt == 1 || options.PauseMilliseconds == 0
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Doubled(options.PauseMilliseconds, attempt - 1)), time, cancel);

    private TimeSpan Timeout(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(Doubled(options.TimeoutMilliseconds, attempt), options.MaxTimeoutMilliseconds));

    private static double Doubled(int first, int nth) => first * Math.Pow(2, nth - 1);

    private ActionReply Conclude(ActionRequest request, Sending sending, Attempt last)
    {
        var outcome = last.Result switch
        {
            AttemptResult.Done => ActionOutcome.Done,
            AttemptResult.Refused => ActionOutcome.Refused,
            _ => sending.Attempts > 0 ? ActionOutcome.Unacknowledged : ActionOutcome.Failed,
        };
        return new ActionReply
        {
            Outcome = outcome,
            Detail = last.Detail,
            ReadBack = last.Settings,
            Mismatch = last is { Result: AttemptResult.Done, Settings: { } settings }
                ? SettingsComparison.Mismatch(request.Change, settings)
                : "",
            SentNs = sending.FirstNs,
            AcknowledgedNs = outcome is ActionOutcome.Done or ActionOutcome.Refused && sending.Attempts > 0 ? sending.NowNs : 0,
            Attempts = sending.Attempts,
        };
    }

    private static string Why(Attempt last) => last.Detail.Length > 0 ? last.Detail : "no answer";
}
