using Cellect.Data.Tracks;
using Cellect.Live.Hosting;

namespace Cellect.Live.Demo;

/// <summary>A source through a session's own sockets, sent by the replay tool.</summary>
internal static class SimulatedRun
{
    /// <summary>Sends the whole source and returns the totals; null when the sender failed.</summary>
    /// <param name="session">With sockets; it is at its end afterwards.</param>
    /// <param name="watch">A sink of it.</param>
    /// <param name="sender">Command line of the replay tool.</param>
    /// <param name="say">Told of each line of the replay tool.</param>
    /// <param name="beside">What runs meanwhile, until it is cancelled.</param>
    /// <param name="cancel">Ends everything.</param>
    public static async Task<SeriesSummary?> StreamAsync(
        LiveSession session,
        SeriesWatch watch,
        IEnumerable<string> sender,
        Action<string> say,
        Func<CancellationToken, Task> beside,
        CancellationToken cancel
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var abort = new CancellationTokenSource();
        var receiver = session.Receiver!.RunAsync(session.Pipeline.Input, stop.Token, abort.Token);
        var pipeline = session.Pipeline.RunAsync(abort.Token);
        var sending = ReplayProcess.RunAsync(sender, say, stop.Token);
        var meanwhile = beside(stop.Token);
        try
        {
            // Whatever ends first: a pipeline that fails must not leave the caller waiting for its last volume.
            if (await Task.WhenAny(sending, pipeline) != sending || await sending != ExitCode.Done)
                return null;
            await Task.WhenAny(watch.Over, pipeline).WaitAsync(cancel);
            return watch.Over.IsCompletedSuccessfully ? await watch.Over : null;
        }
        finally
        {
            // The model must not be disposed under a running inference: everything ends before this returns.
            await stop.CancelAsync();
            if (!watch.Over.IsCompletedSuccessfully)
                await abort.CancelAsync();
            await Task.WhenAll(sending, receiver, pipeline, meanwhile).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (pipeline.IsFaulted)
                await pipeline;
        }
    }
}
