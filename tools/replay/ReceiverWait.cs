namespace Cellect.Replay;

/// <summary>Repeats an attempt until it succeeds, and says once, after some seconds, what it waits for.</summary>
internal sealed class ReceiverWait(TimeProvider time, IReplayDisplay display)
{
    // Short, so that Ctrl-C is answered at once.
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <param name="attempt">Given the time it may take; returns true when done.</param>
    /// <param name="waitingFor">The line for people.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public void Until(Func<TimeSpan, bool> attempt, string waitingFor, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var said = false;
        while (!attempt(Attempt))
        {
            cancel.ThrowIfCancellationRequested();
            if (said || time.GetElapsedTime(start) < Silence)
                continue;
            display.Say($"{waitingFor} (Ctrl-C ends)");
            said = true;
        }
    }
}
