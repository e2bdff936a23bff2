using Cellect.Benchmarks.Peers;

namespace Cellect.Benchmarks.Overhead;

/// <summary>Where the time of each volume went.</summary>
internal sealed class OverheadReport
{
    private readonly Distribution _receive = new("receive (send call to message received)");
    private readonly Distribution _assemble = new("assemble");
    private readonly Distribution _handOver = new("hand over to the inference thread");
    private readonly Distribution _merge = new("merge duplicates");
    private readonly Distribution _link = new("link");
    private readonly Distribution _publish = new("publish");
    private readonly Distribution _sum = new("sum: sent to published, less inference");
    private readonly Distribution _delivered = new("sum with delivery to the subscriber");
    private readonly Distribution _prepare = new("not counted: normalise for the network");

    public double MedianSum => _sum.Median;

    /// <param name="seen">The published stamps.</param>
    /// <param name="trackMilliseconds">Taken by the inference thread to linked.</param>
    /// <param name="network">When the volume reached and left the (synthetic) network.</param>
    public void Add(PeerLine seen, double trackMilliseconds, (long Entered, long Left) network)
    {
        var taken = seen.Linked - (long)(trackMilliseconds * 1e6);
        var inference = network.Left - taken;
        _receive.Add(seen.Received - seen.Sent);
        _assemble.Add(seen.Assembled - seen.Received);
        _handOver.Add(taken - seen.Assembled);
        _prepare.Add(network.Entered - taken);
        _merge.Add(seen.Inferred - network.Left);
        _link.Add(seen.Linked - seen.Inferred);
        _publish.Add(seen.Published - seen.Linked);
        _sum.Add(seen.Published - seen.Sent - inference);
        _delivered.Add(seen.Delivered - seen.Sent - inference);
    }

    public void Print()
    {
        Console.WriteLine($"{"ms", -44}{"median", 10}{"p95", 10}");
        foreach (var row in new[] { _receive, _assemble, _handOver, _merge, _link, _publish, _sum, _delivered, _prepare })
            Console.WriteLine(row);
    }
}
