using Cellect.Live.Pipeline;
using Cellect.Model.Tracks;
using Cellect.Testing;

namespace Cellect.Live.Tests.Pipeline;

public sealed class FrameOrderTests : IDisposable
{
    private readonly DiagnosticVolumePool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Add_ModelsThatAreAFrameBehind_AVolumeOfOneLost_KeepsTheOrder()
    {
        using var order = new FrameOrder();
        foreach (var (t, place) in new[] { (0, 0), (0, 1), (1, 0), (2, 0), (2, 1) })
            order.Await(place, t);
        Assert.Equal(["0p0"], Add(order, 0, 0));
        // The second model had no volume 1: it gives volume 0 back with volume 2.
        Assert.Empty(Add(order, 0, 1));
        Assert.Equal(["0p1", "1p0"], Add(order, 1, 0));
        Assert.Equal(["2p0"], Add(order, 0, 2));
        Assert.Equal(["2p1"], Add(order, 1, 2));
    }

    [Fact]
    public void Dispose_GivesBackWhatWaits()
    {
        var order = new FrameOrder();
        order.Await(0, 0);
        order.Await(1, 0);
        Assert.Empty(Add(order, 1, 0));
        order.Dispose();
    }

    private string[] Add(FrameOrder order, int place, int t)
    {
        var finished = new FinishedFrame(_pool.Rent(FakeSeries.Header(t: t) with { C = place }), null, new InvalidOperationException());
        return [.. order.Add(place, finished).Select(Named)];
    }

    private static string Named((int Place, FinishedFrame Finished) next)
    {
        using (next.Finished.Volume)
            return $"{next.Finished.Volume.Header.T}p{next.Place}";
    }
}
