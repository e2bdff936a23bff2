using Cellect.Live.Pipeline;
using Cellect.Live.Tests.Record;
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

    /// <summary>Frames are published while a client joins: whatever it then counts as new must follow the snapshot without gap or overlap.</summary>
    [Fact]
    public Task Join_WhileFramesAreSent_HasNoGapAndNoDuplicate() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 39]).SampleAsync(
        async given =>
        {
            var (seed, before) = given;
            await using var harness = new PublisherHarness();
            TrackedFrame[] frames = [.. FakeSeries.Frames(seed, frames: 40)];
            harness.WaitForSubscription();
            await harness.BeginAsync();
            foreach (var frame in frames[..before])
                await harness.PublishAsync(frame);
            var rest = Task.Run(async () =>
            {
                foreach (var frame in frames[before..])
                    await harness.PublishAsync(frame);
            });

            var snapshot = harness.Ask("snapshot");
            await rest;
            AssertJoins(harness, snapshot, frames);
        },
        iter: 10, threads: 1);

    private static void AssertJoins(PublisherHarness harness, Map snapshot, TrackedFrame[] frames)
    {
        var joined = Convert.ToInt64(snapshot["pub"]);
        var last = new Dictionary<object, long>();
        var (seen, t, mothers) = (0L, -1, new List<int>());
        while (t != frames[^1].Header.T || mothers.Count < frames[^1].Divisions.Count)
        {
            var message = harness.Receive();
            var (type, pub) = (message["type"], Convert.ToInt64(message["pub"]));
            Assert.True(seen == 0 || pub == seen + 1, "numbers of messages have a gap");
            if (last.TryGetValue(type, out var before))
                Assert.Equal(before, Convert.ToInt64(message["prev"]));
            (seen, last[type]) = (pub, pub);
            if ((string)type == "tracks")
            {
                mothers.Clear();
                t = Convert.ToInt32(message["t"]);
                // What the snapshot holds is exactly what was numbered up to it.
                Assert.Equal(pub <= joined, t <= Convert.ToInt32(snapshot["t"]) && snapshot["series"] is not "");
            }
            else if ((string)type == "division")
            {
                mothers.Add(Convert.ToInt32(message["mother"]));
            }
        }

        var known = frames.Where(frame => frame.Header.T <= Convert.ToInt32(snapshot["t"])).ToArray();
        if (known.Length > 0)
            AssertEqual(known, snapshot);
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
            PublisherHarness.Divisions(snapshot["divisions"]));
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
