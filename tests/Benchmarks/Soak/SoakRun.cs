using Cellect.Benchmarks.Peers;
using Cellect.Live.Hosting;

namespace Cellect.Benchmarks.Soak;

/// <summary>Feeds a whole session and samples it whenever a hundred volumes are done with.</summary>
internal sealed class SoakRun(LiveSession session, int volumes)
{
    private const int SampleEvery = 100;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private long _cells;

    public List<SoakSample> Samples { get; } = [];

    /// <summary>Mean number of cells published for a volume.</summary>
    public double CellsPerVolume => (double)_cells / volumes;

    /// <returns>Volumes that the ledger has as processed.</returns>
    public async Task<long> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(session.Pipeline.RunAsync(default), session.Receiver!.RunAsync(session.Pipeline.Input, stop.Token));
        var processed = Feed();
        await stop.CancelAsync();
        await running;
        return processed;
    }

    private long Feed()
    {
        using var subscription = new Subscription(session.Publisher!.Endpoint);
        using var feed = new SoakFeed(session.Receiver!.Endpoint);
        Console.WriteLine(SoakSample.Header);
        for (var sent = 1; sent <= volumes; sent++)
        {
            feed.SendNext();
            while (subscription.TryNext(TimeSpan.Zero) is { } message)
                Count(message);
            if (sent % SampleEvery == 0 || sent == volumes)
                Sample(sent);
        }

        feed.End();
        return AwaitEnd(subscription);
    }

    private void Sample(int sent)
    {
        var received = SpinWait.SpinUntil(() => session.Receiver!.Counters.Volumes >= sent, Timeout);
        if (!received)
            throw new TimeoutException(
                $"of {sent} volumes sent {session.Receiver!.Counters.Volumes} were received in {Timeout.TotalMinutes} minutes"
            );
        // What is still out after this is lost.
        SpinWait.SpinUntil(() => session.Pool.Lent == 0, Timeout);
        Samples.Add(SoakSample.Take(sent, session.Pool.Lent));
        Console.WriteLine(Samples[^1]);
    }

    private long AwaitEnd(Subscription subscription)
    {
        while (true)
        {
            var message = subscription.Next();
            Count(message);
            if (message["type"] is "series" && message["event"] is "end")
                return Convert.ToInt64(((Dictionary<object, object>)message["ledger"]).GetValueOrDefault("processed", 0));
        }
    }

    private void Count(Dictionary<object, object> message)
    {
        if (message["type"] is "tracks")
            _cells += Convert.ToInt64(message["n"]);
    }
}
