using Cellect.Data.Tracks;
using Cellect.Testing;
using CsCheck;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace Cellect.Live.Tests.Publish;

public class LateJoinerTests
{
    [Fact]
    public async Task Snapshot_BeforeTheFirstSeries_IsEmpty()
    {
        await using var harness = new PublisherHarness();
        var snapshot = harness.Ask("snapshot");
        Assert.Equal("", snapshot["series"]);
        Assert.Equal(-1, Convert.ToInt32(snapshot["t"]));
        Assert.Equal(false, snapshot["active"]);
        Assert.Empty(PublisherHarness.Cells(snapshot["cells"]));
    }

    [Fact]
    public async Task Snapshot_InMidSeries_HoldsEverythingSoFar()
    {
        await using var harness = new PublisherHarness();
        TrackedFrame[] frames = [.. FakeSeries.Frames(7, frames: 20)];
        await PublishAsync(harness, frames);
        await WaitForAsync(harness, frames[^1].Header.T);

        AssertEqual(frames, harness.Ask("snapshot"));
    }

    [Fact]
    public async Task Snapshot_OfNextSeries_HasForgottenTheOneBefore()
    {
        await using var harness = new PublisherHarness();
        await PublishAsync(harness, [.. FakeSeries.Frames(7, frames: 5)]);
        await harness.BeginAsync("run 2");
        var frame = FakeSeries.Frame(FakeSeries.Header("run 2", t: 77), [FakeSeries.Cell(1)], timeStep: 0);
        await harness.PublishAsync(frame);
        await WaitForAsync(harness, 77);

        AssertEqual([frame], harness.Ask("snapshot"));
    }

    /// <summary>Frames are published while a client asks: what is numbered up to its snapshot is in it, what is numbered later is
    /// not.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public Task Join_WhileFramesAreSent_HasNoGapAndNoDuplicate() =>
        Gen.Int[0, int.MaxValue]
            .SampleAsync(
                async seed =>
                {
                    await using var harness = new PublisherHarness();
                    harness.WaitForSubscription();
                    await harness.BeginAsync();
                    var messages = new List<Map> { harness.Receive("series") };
                    var published = new List<TrackedFrame>();
                    using var frames = FakeSeries.Frames(seed, frames: int.MaxValue).GetEnumerator();
                    await PublishAsync(3);
                    var asked = Task.Run(() => harness.Ask("snapshot"));
                    while (!asked.IsCompleted)
                        await PublishAsync(1);
                    await PublishAsync(3);

                    AssertNumbered(messages);
                    var snapshot = await asked;
                    var joined = Convert.ToInt64(snapshot["pub"]);
                    AssertEqual([.. published.Where(frame => frame.Header.T <= Convert.ToInt32(snapshot["t"]))], snapshot);
                    foreach (var message in messages)
                        Assert.Equal(
                            Convert.ToInt64(message["pub"]) <= joined,
                            Convert.ToInt32(message["t"]) <= Convert.ToInt32(snapshot["t"])
                        );

                    async Task PublishAsync(int count)
                    {
                        for (; count > 0 && frames.MoveNext(); count--)
                        {
                            published.Add(frames.Current);
                            await harness.PublishAsync(frames.Current);
                            for (var i = -1; i < frames.Current.Divisions.Count; i++)
                                messages.Add(harness.Receive());
                        }
                    }
                },
                iter: 10,
                threads: 1
            );

    private static void AssertNumbered(List<Map> messages)
    {
        var last = new Dictionary<object, long>();
        for (var i = 0; i < messages.Count; i++)
        {
            var (type, pub) = (messages[i]["type"], Convert.ToInt64(messages[i]["pub"]));
            Assert.True(i == 0 || pub == Convert.ToInt64(messages[i - 1]["pub"]) + 1, "numbers of messages have a gap");
            Assert.Equal(last.GetValueOrDefault(type), Convert.ToInt64(messages[i]["prev"]));
            last[type] = pub;
        }
    }

    private static void AssertEqual(TrackedFrame[] frames, Map snapshot)
    {
        var newest = frames[^1];
        Assert.Equal(newest.Header.Series, snapshot["series"]);
        Assert.Equal(true, snapshot["active"]);
        Assert.Equal(newest.Header.T, Convert.ToInt32(snapshot["t"]));
        Assert.Equal(newest.TimeStep, Convert.ToInt32(snapshot["time_step"]));
        Assert.Equal([5, 24, 28], ((object[])snapshot["shape"]).Select(Convert.ToInt32));
        Assert.Equal(newest.Cells, PublisherHarness.Cells(snapshot["cells"]));

        var lineage = (Map)snapshot["lineage"];
        var expected = frames.SelectMany(frame => frame.Cells).Select(cell => (cell.Track, cell.Parent)).Distinct();
        Assert.Equal(expected, PublisherHarness.Integers(lineage["track"]).Zip(PublisherHarness.Integers(lineage["parent"])));
        Assert.Equal(
            frames.SelectMany(frame => frame.Divisions.Select(division => (frame.Header.T, division))),
            PublisherHarness.Divisions(snapshot["divisions"])
        );
    }

    private static async Task PublishAsync(PublisherHarness harness, TrackedFrame[] frames)
    {
        await harness.BeginAsync();
        foreach (var frame in frames)
            await harness.PublishAsync(frame);
    }

    /// <summary>Hand-over is not publication: asks until the frame is out.</summary>
    private static async Task WaitForAsync(PublisherHarness harness, int t)
    {
        while (Convert.ToInt32(harness.Ask("snapshot")["t"]) != t)
            await Task.Yield();
    }
}
