using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Publish;
using Cellect.Testing;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace Cellect.Live.Tests.Publish;

public class PublisherTests
{
    private static readonly Gen<TrackedCell> Cells =
        from ids in Gen.Int.Array[2]
        from values in Gen.Float.Where(value => !float.IsNaN(value)).Array[6]
        select new TrackedCell(ids[0], ids[1], values[0], values[1], values[2], values[3], values[4], values[5]);

    private static readonly Gen<Division> Divisions =
        from ids in Gen.Int.Array[3]
        from values in Gen.Float.Where(value => !float.IsNaN(value)).Array[4]
        select new Division(ids[0], ids[1], ids[2], values[0], values[1], values[2], values[3]);

    private static readonly Gen<TrackedFrame> Frames =
        from series in Gen.String[0, 50]
        from seq in Gen.ULong
        from t in Gen.Int[0, int.MaxValue]
        from stamps in Gen.Long.Array[5]
        from cells in Cells.Array[0, 600]
        from divisions in Divisions.Array[0, 3]
        from step in Gen.Int[0, 9]
        from incomplete in Gen.Bool
        select FakeSeries.Frame(FakeSeries.Header(series) with { Seq = seq, T = t, Incomplete = incomplete }, cells, divisions, step) with
        {
            Stamps = new LatencyStamps(stamps[0], stamps[1], stamps[2], stamps[3], stamps[4], 0),
        };

    [Fact]
    public async Task Write_AnyFrame_DecodesToTheSame()
    {
        await using var harness = new PublisherHarness();
        await harness.BeginAsync();
        harness.WaitForSubscription();
        await Frames.SampleAsync(
            async frame =>
            {
                await harness.PublishAsync(frame);
                var tracks = harness.Receive();
                AssertEnvelope(harness, frame, tracks);
                Assert.Equal(frame.Cells, PublisherHarness.Cells(tracks["cells"]));
                Assert.Equal(frame.Cells.Count, Convert.ToInt32(tracks["n"]));
                Assert.Equal(frame.TimeStep, Convert.ToInt32(tracks["time_step"]));
                Assert.Equal(frame.Header.Incomplete, tracks["incomplete"]);
                foreach (var division in frame.Divisions)
                {
                    var message = harness.Receive();
                    AssertEnvelope(harness, frame, message);
                    Assert.Equal(division, DivisionOf(message));
                }
            },
            iter: 100,
            threads: 1
        );
    }

    [Fact]
    public async Task BeginAndEnd_OfSeries_TellGeometryAndLedger()
    {
        await using var harness = new PublisherHarness();
        harness.WaitForSubscription();
        await harness.BeginAsync("run 1");
        await harness.EndAsync(new Dictionary<string, long> { ["processed"] = 3, ["dropped:full"] = 1 });

        var begin = harness.Receive("series");
        Assert.Equal("begin", begin["event"]);
        Assert.Equal("run 1", begin["series"]);
        Assert.Equal([5, 24, 28], ((object[])begin["shape"]).Select(Convert.ToInt32));
        Assert.Equal([2.0, 0.5, 0.5], ((object[])begin["voxel_um"]).Select(Convert.ToDouble));
        Assert.Equal("u2", begin["dtype"]);
        Assert.Null(begin["origin_um"]);
        var end = harness.Receive("series");
        Assert.Equal("end", end["event"]);
        Assert.Equal("end", end["reason"]);
        Assert.Equal(4, Convert.ToInt32(end["expected"]));
        Assert.Equal(1, Convert.ToInt32(((Map)end["ledger"])["dropped:full"]));
        Assert.Equal(begin["pub"], end["prev"]);
    }

    [Fact]
    public async Task Dispose_RightAfterTheEnd_StillSendsIt()
    {
        var harness = new PublisherHarness();
        harness.WaitForSubscription();
        await harness.BeginAsync();
        foreach (var frame in FakeSeries.Frames(1, frames: 10))
            await harness.PublishAsync(frame);
        await harness.EndAsync(new Dictionary<string, long>());
        await harness.Publisher.DisposeAsync();
        Assert.Equal("begin", harness.Receive("series")["event"]);
        Assert.Equal("end", harness.Receive("series")["event"]);
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task Status_WithoutVolumes_ComesOnceAnInterval()
    {
        var counts = new ServiceStatus(
            12,
            9,
            new Dictionary<string, long> { ["processed"] = 9, ["dropped:newest"] = 3 },
            ["the disk is full"]
        );
        await using var harness = new PublisherHarness(() => counts);
        harness.WaitForSubscription();
        harness.Time.Advance(TimeSpan.FromSeconds(0.9));
        await harness.BeginAsync();
        harness.Receive("series");
        harness.Time.Advance(TimeSpan.FromSeconds(1));

        var status = harness.Receive();
        Assert.Equal("status", status["type"]);
        Assert.Equal(12, Convert.ToInt32(status["volumes_in"]));
        Assert.Equal(9, Convert.ToInt32(status["volumes_out"]));
        Assert.Equal(3, Convert.ToInt32(((Map)status["ledger"])["dropped:newest"]));
        Assert.Equal(["the disk is full"], (object[])status["alerts"]);
        Assert.Null(status["stale_s"]);
        Assert.Null(((Map)((Map)status["latency_ms"])["total"])["median"]);
    }

    [Fact]
    public async Task Status_AfterFrames_TellsLatencyAndStaleness()
    {
        await using var harness = new PublisherHarness();
        harness.WaitForSubscription();
        await harness.BeginAsync();
        TrackedFrame[] frames = [.. FakeSeries.Frames(1, frames: 5)];
        foreach (var frame in frames)
            await harness.PublishAsync(frame);
        for (var i = 0; i < 5; i++)
            harness.Receive("tracks");
        harness.Time.Advance(TimeSpan.FromSeconds(7));

        var status = harness.Ask("status");
        Assert.Equal(7.0, Convert.ToDouble(status["stale_s"]));
        Assert.Equal(frames[^1].Cells.Count, Convert.ToInt32(status["cells"]));
        Assert.Equal(
            frames.SelectMany(frame => frame.Cells).Select(cell => cell.Track).Distinct().Count(),
            Convert.ToInt32(status["tracks"])
        );
        var latency = (Map)status["latency_ms"];
        Assert.Equal(50f, ((Map)latency["infer"])["p95"]);
        Assert.Equal(10f, ((Map)latency["receive"])["now"]);
    }

    [Fact]
    public async Task Create_EndpointInUse_ThrowsNamingEndpointAndOption()
    {
        await using var harness = new PublisherHarness();
        var options = new PublishOptions { Endpoint = harness.Publisher.Endpoint, ControlEndpoint = "tcp://127.0.0.1:0" };
        var error = Assert.Throws<IOException>(() =>
            new Publisher(options, TimeProvider.System, () => ServiceStatus.None, NullLogger<Publisher>.Instance)
        );
        Assert.Contains(harness.Publisher.Endpoint, error.Message);
        Assert.Contains("Publish:Endpoint", error.Message);
    }

    [Fact]
    public async Task Write_AfterAFaultOnTheThread_ThrowsItsCause()
    {
        await using var harness = new PublisherHarness(() => throw new InvalidOperationException("counts are broken"));
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            while (true)
                await harness.PublishAsync(FakeSeries.Frame(FakeSeries.Header(), []));
        });
        Assert.Contains("counts are broken", error.Message);
    }

    private static void AssertEnvelope(PublisherHarness harness, TrackedFrame frame, Map message)
    {
        Assert.Equal(1, Convert.ToInt32(message["v"]));
        Assert.Equal(frame.Header.Series, message["series"]);
        Assert.Equal(frame.Header.Seq, Convert.ToUInt64(message["seq"]));
        Assert.Equal(frame.Header.T, Convert.ToInt32(message["t"]));
        Assert.Equal(
            frame.Stamps with
            {
                PublishedNs = harness.Time.UtcNanoseconds(),
            },
            new LatencyStamps(
                Stamp("exposure_end_ns"),
                Stamp("received_ns"),
                Stamp("assembled_ns"),
                Stamp("inferred_ns"),
                Stamp("linked_ns"),
                Stamp("published_ns")
            )
        );

        long Stamp(string key) => Convert.ToInt64(message[key]);
    }

    private static Division DivisionOf(Map message)
    {
        var daughters = (object[])message["daughters"];
        return new Division(
            Convert.ToInt32(message["mother"]),
            Convert.ToInt32(daughters[0]),
            Convert.ToInt32(daughters[1]),
            (float)message["z"],
            (float)message["y"],
            (float)message["x"],
            (float)message["probability"]
        );
    }
}
