using Cellect.Data.Tracks;

namespace Cellect.Live.Tests.Pipeline;

public class LatencyWindowTests
{
    [Fact]
    public void Percentiles_OfOneToHundred_AreNearestRank()
    {
        var window = new LatencyWindow(100);
        for (var milliseconds = 100; milliseconds >= 1; milliseconds--)
            window.Add(Linked(milliseconds));
        Assert.Equal([50f, 95f, 99f, 1f, 100f], window.Percentiles(LatencyStage.Link, 0.5, 0.95, 0.99, 0, 1));
        Assert.Equal(1f, window.Newest(LatencyStage.Link));
    }

    [Fact]
    public void Add_MoreThanTheWindow_ForgetsTheOldest()
    {
        var window = new LatencyWindow(2);
        foreach (var milliseconds in new[] { 9, 5, 7 })
            window.Add(Linked(milliseconds));
        Assert.Equal([5f, 7f], window.Percentiles(LatencyStage.Link, 0, 1));
    }

    [Fact]
    public void Add_StagesNotReached_HaveNoLatency()
    {
        var window = new LatencyWindow(4);
        Assert.Null(window.Newest(LatencyStage.Total));
        window.Add(Linked(3));
        Assert.Empty(window.Percentiles(LatencyStage.Publish, 0.5));
        Assert.Null(window.Newest(LatencyStage.Receive));
    }

    private static LatencyStamps Linked(int milliseconds) => new(0, 0, 0, 1_000_000, 1_000_000 + (milliseconds * 1_000_000L), 0);
}
