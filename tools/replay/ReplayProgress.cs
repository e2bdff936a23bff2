using Cellect.Stream.Sources;

namespace Cellect.Replay;

/// <summary>What of a series has been sent, when, and how it ends: what every way to replay shares.</summary>
internal sealed class ReplayProgress(SeriesSender sender, TimeProvider time, IReplayDisplay display)
{
    // What Ctrl-C leaves for the end message to be taken by a full queue.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private bool _begun;
    private int _sent;
    private int _skipped;
    private int _lastT = -1;
    private TimeSpan _latest;

    /// <summary>When the series began, a timestamp of the clock.</summary>
    public long Start { get; private set; }

    /// <summary>The series begins now, and the receiver must be told of its end.</summary>
    public void Begin() => (_begun, Start) = (true, time.GetTimestamp());

    /// <summary>Waits until so long after the start.</summary>
    public async Task WaitUntilDueAsync(TimeSpan due, CancellationToken cancel)
    {
        var early = due - time.GetElapsedTime(Start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, time, cancel);
    }

    /// <summary>Notes how far behind its time a volume goes out.</summary>
    public void NoteDelay(TimeSpan due)
    {
        var late = time.GetElapsedTime(Start) - due;
        if (late > _latest)
            _latest = late;
    }

    /// <summary>A volume has gone out.</summary>
    public void Sent(int t)
    {
        _sent++;
        _lastT = Math.Max(_lastT, t);
        display.Advance(_lastT + 1);
    }

    /// <summary>A time point of the source cannot be sent.</summary>
    public void Skip(SkippedFrame frame)
    {
        _skipped++;
        display.Say($"skipped time point {frame.T}: {frame.Reason}");
    }

    /// <summary>Tells the receiver of the end, in the time that is left after an interruption.</summary>
    public ReplayResult Interrupt()
    {
        if (_begun)
            TryEnd();
        return Result(finished: false);
    }

    /// <summary>What was sent.</summary>
    public ReplayResult Result(bool finished) => new(_sent, _skipped, _lastT, _latest, finished);

    private void TryEnd()
    {
        try
        {
            using var limit = new CancellationTokenSource(Farewell);
            sender.End(_lastT < 0 ? null : _lastT, limit.Token);
        }
        catch (OperationCanceledException)
        {
            display.Say("the receiver did not take everything that was sent, or not the end message");
        }
    }
}
