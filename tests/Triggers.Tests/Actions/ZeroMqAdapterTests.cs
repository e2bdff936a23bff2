using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Time.Testing;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Triggers.Tests.Actions;

public class ZeroMqAdapterTests
{
    private const int Patience = 120_000;

    [Theory(Timeout = Patience)]
    [InlineData((int)MessageForm.Json)]
    [InlineData((int)MessageForm.MessagePack)]
    public async Task Send_Change_ArrivesWholeAndIsReadBack(int form)
    {
        using var microscope = new StandInMicroscope();
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Endpoint = microscope.Endpoint,
                Form = (MessageForm)form,
                Retry = Requests.Patient(),
            }
        );
        var reply = await adapter.SendAsync(
            Requests.Of(
                new MicroscopeSettings
                {
                    IntervalSeconds = 2,
                    PowerPercent = 7.5,
                    ExposureMilliseconds = 30,
                    StageMicrometres = new Point3(1, 2, 3.25),
                    Region = new ImagedRegion(new Point3(0, 10, 20), new Point3(5, 50, 60)),
                    Extras = new Dictionary<string, string> { ["mode"] = "fast" },
                }
            ),
            TestContext.Current.CancellationToken
        );

        Assert.Equal((ActionOutcome.Done, "", "", 1), (reply.Outcome, reply.Detail, reply.Mismatch, reply.Attempts));
        Assert.True(reply.SentNs > 0 && reply.AcknowledgedNs >= reply.SentNs);
        Assert.Equal((2.0, 7.5, 30.0), (reply.ReadBack!.IntervalSeconds, reply.ReadBack.PowerPercent, reply.ReadBack.ExposureMilliseconds));
        Assert.Equal(new Point3(1, 2, 3.25), reply.ReadBack.StageMicrometres);
        Assert.Equal(new ImagedRegion(new Point3(0, 10, 20), new Point3(5, 50, 60)), reply.ReadBack.Region);
        Assert.Equal("fast", reply.ReadBack.Extras["mode"]);
        var request = Assert.Single(microscope.Requests);
        request["sent_ns"] = 0;
        Assert.Equal(
            """
            {"v":1,"type":"action","key":"k1","attempt":1,"rule":"divisions","series":"run 1","t":7,"change":{"interval_s":2,"power_percent":7.5,"exposure_ms":30,"stage_um":[1,2,3.25],"region_um":{"origin":[0,10,20],"size":[5,50,60]},"extras":{"mode":"fast"}},"cells":[{"track":11,"voxel":[1,2,3],"um":[2,1,1.5]},{"track":12,"voxel":[1,2,4],"um":[2,1,2]}],"exposure_end_ns":1,"received_ns":2,"inferred_ns":3,"decided_ns":4,"deadline_ns":0,"sent_ns":0}
            """.Trim(),
            request.ToJsonString()
        );
    }

    [Fact(Timeout = Patience)]
    public async Task Read_GivesTheSettings()
    {
        using var microscope = new StandInMicroscope();
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient() });
        var settings = await adapter.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal((10.0, 5.0, new Point3(1, 2, 3)), (settings.IntervalSeconds, settings.PowerPercent, settings.StageMicrometres));
    }

    [Fact(Timeout = Patience)]
    public async Task Read_NobodyThere_SaysWhatToCheck()
    {
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = Closed(out var socket), Retry = Requests.Hasty(2, 50) });
        using (socket)
        {
            var e = await Assert.ThrowsAsync<IOException>(() => adapter.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Contains("Microscope:Adapters:scope:Endpoint", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Send_Refused_SaysWhyAndIsNotRepeated()
    {
        using var microscope = new StandInMicroscope { Refuses = _ => "the shutter is closed" };
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient() });
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Refused, "the shutter is closed", 1), (reply.Outcome, reply.Detail, reply.Attempts));
        Assert.Single(microscope.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_Clamped_TellsTheMismatch()
    {
        using var microscope = new StandInMicroscope
        {
            Answers = (request, _) =>
                [(0, Encoding.UTF8.GetBytes($$$"""{"v":1,"key":"{{{request["key"]}}}","ok":true,"settings":{"power_percent":20} }"""))],
        };
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient() });
        var reply = await adapter.SendAsync(Requests.Power(80), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Done, "power is 20 %, not 80 %"), (reply.Outcome, reply.Mismatch));
    }

    [Fact(Timeout = Patience)]
    public async Task Send_GivenUp_IsNeverDeliveredLater()
    {
        var endpoint = Closed(out var socket);
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = endpoint, Retry = Requests.Hasty(2, 50) });
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.NotEqual(ActionOutcome.Done, reply.Outcome);
        Assert.Contains(endpoint, reply.Detail, StringComparison.Ordinal);

        socket.Dispose();
        using var microscope = new StandInMicroscope(endpoint);
        await using var patient = Requests.Adapter(new AdapterOptions { Endpoint = endpoint, Retry = Requests.Patient() });
        var next = await patient.SendAsync(Requests.Power(3, "k2"), TestContext.Current.CancellationToken);
        Assert.Equal(ActionOutcome.Done, next.Outcome);
        Assert.Equal(["k2"], microscope.Requests.Select(r => (string)r["key"]!));
    }

    [Fact(Timeout = Patience)]
    public async Task Send_MicroscopeComesLate_IsDeliveredByARetry()
    {
        var endpoint = Closed(out var socket);
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Endpoint = endpoint,
                Retry = new RetryOptions
                {
                    Attempts = 20,
                    TimeoutMilliseconds = 200,
                    PauseMilliseconds = 0,
                },
            }
        );
        var sending = adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        socket.Dispose();
        using var microscope = new StandInMicroscope(endpoint);
        Assert.Equal(ActionOutcome.Done, (await sending).Outcome);
        Assert.Equal(1, microscope.CarriedOut["k1"]);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_AfterItsDeadline_IsNotSent()
    {
        using var microscope = new StandInMicroscope();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(100));
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient() }, time);
        var request = Requests.Power(10) with { Stamps = new DecisionStamps(0, 0, 0, 0, DeadlineNs: time.UtcNanoseconds() - 1) };
        var reply = await adapter.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Failed, 0), (reply.Outcome, reply.Attempts));
        Assert.Contains("deadline", reply.Detail, StringComparison.Ordinal);
        Assert.Empty(microscope.Requests);
    }

    [Theory(Timeout = Patience)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"v\":1,\"key\":\"k1\"}")]
    [InlineData("{\"v\":2,\"key\":\"k1\",\"ok\":true}")]
    [InlineData("{\"v\":1,\"key\":\"k1\",\"ok\":\"yes\"}")]
    [InlineData("{\"v\":1,\"key\":\"k1\",\"ok\":true,\"settings\":{\"power_percent\":\"much\"}}")]
    [InlineData("{\"v\":1,\"key\":\"k1\",\"ok\":true,\"settings\":{\"stage_um\":[1,2]}}")]
    [InlineData("{\"v\":1,\"key\":\"k1\",\"ok\":true,\"settings\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}")]
    [InlineData("{\"v\":1,\"key\":\"other\",\"ok\":true}")]
    public async Task Send_ReplyThatIsNone_IsUnacknowledged(string body)
    {
        using var microscope = new StandInMicroscope { Answers = (_, _) => [(0, Encoding.UTF8.GetBytes(body))] };
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Hasty(2) });
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Unacknowledged, 2), (reply.Outcome, reply.Attempts));
        Assert.Equal(1, microscope.CarriedOut["k1"]);
    }

    [Fact(Timeout = Patience)]
    [Trait("Speed", "Slow")]
    public async Task Send_RandomReplies_AlwaysEnds()
    {
        var random = new Random(5);
        using var microscope = new StandInMicroscope
        {
            Answers = (_, answer) =>
            {
                var body = random.Next(2) == 0 ? [.. answer] : new byte[random.Next(0, 200)];
                for (var i = 0; i < 3 && body.Length > 0; i++)
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                return [(0, body)];
            },
        };
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Endpoint = microscope.Endpoint,
                Form = MessageForm.MessagePack,
                Retry = Requests.Hasty(2, 10),
            }
        );
        for (var i = 0; i < 100; i++)
            Assert.NotEqual(
                ActionOutcome.Failed,
                (await adapter.SendAsync(Requests.Power(10, $"r{i}"), TestContext.Current.CancellationToken)).Outcome
            );
    }

    [Fact(Timeout = Patience)]
    public async Task Send_CalledOffByTheCaller_EndsSoon()
    {
        using var microscope = new StandInMicroscope { Answers = (_, _) => [] };
        await using var adapter = Requests.Adapter(
            new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient(milliseconds: 60_000) }
        );
        using var cancel = new CancellationTokenSource();
        var sending = adapter.SendAsync(Requests.Power(10), cancel.Token);
        await StandInMicroscope.UntilAsync(() => !microscope.Requests.IsEmpty, "the request");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("", 1.0)]
    [InlineData("two words", 1.0)]
    [InlineData("line\nbreak", 1.0)]
    [InlineData("k", double.NaN)]
    [InlineData("k", double.PositiveInfinity)]
    public async Task Send_RequestThatIsNone_IsRefusedBeforeItIsSent(string key, double power)
    {
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = "tcp://127.0.0.1:1" });
        var reply = await adapter.SendAsync(Requests.Power(power, key), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Refused, 0), (reply.Outcome, reply.Attempts));
    }

    /// <summary>The wire form of tools/scanimage: MATLAB's jsonencode over a REP socket, [] for all that is empty, numbers as it writes
    /// them.</summary>
    [Fact(Timeout = Patience)]
    public async Task Send_ToARepSocketAsScanImagesScriptAnswers_IsUnderstood()
    {
        using var rep = new ResponseSocket();
        var port = rep.BindRandomPort("tcp://127.0.0.1");
        var served = Task.Run(
            () =>
            {
                for (var i = 0; i < 2; i++)
                {
                    var request = JsonNode.Parse(rep.ReceiveFrameString())!;
                    rep.SendFrame(
                        $$$"""{"v":1,"key":"{{{request["key"]}}}","ok":true,"error":"","repeated":false,"settings":{"interval_s":1.5,"power_percent":1e1,"exposure_ms":[],"stage_um":[10,20,30.5],"region_um":[],"extras":[]}}"""
                    );
                }
            },
            TestContext.Current.CancellationToken
        );
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = $"tcp://127.0.0.1:{port}", Retry = Requests.Patient() });
        var recorded = await adapter.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            (1.5, 10.0, (double?)null, new Point3(10, 20, 30.5)),
            (recorded.IntervalSeconds, recorded.PowerPercent, recorded.ExposureMilliseconds, recorded.StageMicrometres)
        );
        Assert.Null(recorded.Region);
        Assert.Empty(recorded.Extras);
        Assert.Equal(ActionOutcome.Done, (await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken)).Outcome);
        await served;
    }

    private static string Closed(out Socket socket)
    {
        // Bound and not listening: nobody else gets the port, and connections are refused.
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"tcp://{socket.LocalEndPoint}";
    }
}
