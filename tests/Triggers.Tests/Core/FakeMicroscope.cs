using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Tests.Core;

/// <summary>A microscope in this process, and its watchdog: both do what they are told and remember it.</summary>
internal sealed class FakeMicroscope : IActionAdapter, IWatchdog
{
    public static readonly MicroscopeSettings Initial = new()
    {
        IntervalSeconds = 10,
        PowerPercent = 20,
        ExposureMilliseconds = 20,
    };

    private readonly List<ActionRequest> _carriedOut = [];

    /// <summary>Every request that was carried out.</summary>
    public IReadOnlyList<ActionRequest> CarriedOut
    {
        get
        {
            lock (_carriedOut)
                return [.. _carriedOut];
        }
    }

    /// <summary>When set, requests wait for it: a microscope that does not answer.</summary>
    public TaskCompletionSource? Hangs { get; set; }

    /// <summary>When set, putting back waits for it.</summary>
    public TaskCompletionSource? HangsAtRestore { get; set; }

    /// <summary>What the watchdog was told at the end.</summary>
    public bool? EndedRestored { get; private set; }

    /// <summary>A request has come.</summary>
    public volatile bool IsAsked;

    public string Name => "scope";

    public bool IsRehearsal { get; set; }

    public bool CanRead => true;

    public string? Lost { get; set; } = "nothing is armed";

    public bool Unreachable { get; set; }

    /// <summary>What it tells when it is read, and after an action; null: the truth.</summary>
    public MicroscopeSettings? Told { get; set; }

    public int Beats;

    private MicroscopeSettings _now = Initial;

    public Task<MicroscopeSettings> ReadAsync(CancellationToken cancel) =>
        Unreachable ? Task.FromException<MicroscopeSettings>(new IOException("no answer")) : Task.FromResult(Told ?? _now);

    public async Task<ActionReply> SendAsync(ActionRequest request, CancellationToken cancel)
    {
        IsAsked = true;
        if (Hangs is { } hangs && request.Rule != "restore")
            await hangs.Task.WaitAsync(cancel);
        if (HangsAtRestore is { } restoring && request.Rule == "restore")
            await restoring.Task.WaitAsync(cancel);
        lock (_carriedOut)
        {
            _carriedOut.Add(request);
            _now = _now with
            {
                PowerPercent = request.Change.PowerPercent ?? _now.PowerPercent,
                IntervalSeconds = request.Change.IntervalSeconds ?? _now.IntervalSeconds,
            };
        }

        return new ActionReply
        {
            Outcome = ActionOutcome.Done,
            ReadBack = Told ?? request.Change,
            SentNs = 1,
            AcknowledgedNs = 2,
            Attempts = 1,
        };
    }

    public Task BeginAsync(string arming, IReadOnlyDictionary<string, MicroscopeSettings> recorded, CancellationToken cancel)
    {
        Lost = null;
        return Task.CompletedTask;
    }

    public void Heartbeat() => Interlocked.Increment(ref Beats);

    public Task<string> EndAsync(bool restored, CancellationToken cancel)
    {
        (Lost, EndedRestored) = ("disarmed", restored);
        return Task.FromResult("");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
