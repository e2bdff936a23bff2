using System.Text;
using System.Text.Json.Nodes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>A stand-in for pycro-manager's server, as ZMQServer.java behaves: a REP socket, ISO-8859-1 JSON, handles, Java types
/// checked.</summary>
public class MicroManagerAdapterTests
{
    private const int Patience = 120_000;
    private static readonly CoreOptions Core = new()
    {
        PowerProperty = "Laser/Power",
        IntervalProperty = "Seq/Interval",
        Stage = true,
        Properties = ["Käse/Mode"],
    };

    [Fact(Timeout = Patience)]
    public async Task Send_Change_SetsAndReadsTheCore()
    {
        using var manager = new Manager();
        await using var adapter = Open(manager);
        var before = await adapter.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            (5.0, 10.0, 20.0, new Point3(1, 2, 3), "slow"),
            (before.PowerPercent, before.IntervalSeconds, before.ExposureMilliseconds, before.StageMicrometres, before.Extras["Käse/Mode"])
        );
        var reply = await adapter.SendAsync(
            Requests.Of(
                new MicroscopeSettings
                {
                    PowerPercent = 7,
                    IntervalSeconds = 2,
                    ExposureMilliseconds = 33,
                    StageMicrometres = new Point3(4, 5, 6),
                    Extras = new Dictionary<string, string> { ["Käse/Mode"] = "fast" },
                }
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ActionOutcome.Done, "", 1), (reply.Outcome, reply.Mismatch, reply.Attempts));
        Assert.Equal(new Point3(4, 5, 6), reply.ReadBack!.StageMicrometres);
        Assert.Equal(
            ("7", "2", "fast", 33.0),
            (manager.Properties["Laser/Power"], manager.Properties["Seq/Interval"], manager.Properties["Käse/Mode"], manager.Exposure)
        );
        Assert.Equal("connect", manager.Commands[0]);
        Assert.Contains("waitForDevice", manager.Commands);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_JavaThrows_IsRefusedWithItsFirstLineAndWhatWasDone()
    {
        using var manager = new Manager { Throws = "setExposure" };
        await using var adapter = Open(manager);
        var reply = await adapter.SendAsync(
            Requests.Of(new MicroscopeSettings { PowerPercent = 7, ExposureMilliseconds = 1 }),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ActionOutcome.Refused, "java.lang.Exception: no camera; changed before: Laser/Power"), (reply.Outcome, reply.Detail));
    }

    [Fact(Timeout = Patience)]
    public async Task Send_MicroManagerStartedAnew_TakesANewHandle()
    {
        using var manager = new Manager();
        await using var adapter = Open(manager);
        Assert.Equal(ActionOutcome.Done, (await adapter.SendAsync(Requests.Power(7), TestContext.Current.CancellationToken)).Outcome);
        manager.Handle = "another";
        Assert.Equal(ActionOutcome.Done, (await adapter.SendAsync(Requests.Power(8, "k2"), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal("8", manager.Properties["Laser/Power"]);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_ServerSilentOnce_IsRepeated()
    {
        using var manager = new Manager { SilentOnce = "setProperty" };
        await using var adapter = Open(manager, Requests.Hasty(6, 400));
        var reply = await adapter.SendAsync(Requests.Power(9), TestContext.Current.CancellationToken);
        Assert.Equal(ActionOutcome.Done, reply.Outcome);
        Assert.Equal("9", manager.Properties["Laser/Power"]);
    }

    [Theory]
    [InlineData("region")]
    [InlineData("power")]
    [InlineData("extra")]
    public async Task Send_WhatTheCoreCannot_IsRefusedBeforeAnythingIsSent(string what)
    {
        await using var adapter = Requests.Adapter(new AdapterOptions { Kind = AdapterKind.MicroManager, Endpoint = "tcp://127.0.0.1:9" });
        var change = what switch
        {
            "region" => new MicroscopeSettings { Region = new ImagedRegion(default, new Point3(1, 1, 1)) },
            "power" => new MicroscopeSettings { PowerPercent = 1 },
            _ => new MicroscopeSettings { Extras = new Dictionary<string, string> { ["A/B"] = "1" } },
        };
        var reply = await adapter.SendAsync(Requests.Of(change), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Refused, 0), (reply.Outcome, reply.Attempts));
    }

    private static IActionAdapter Open(Manager manager, RetryOptions? retry = null) =>
        Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.MicroManager,
                Endpoint = manager.Endpoint,
                Core = Core,
                Retry = retry ?? Requests.Patient(),
            }
        );

    private sealed class Manager : IDisposable
    {
        private readonly NetMQRuntimeRouter _server;

        public Manager() => _server = new NetMQRuntimeRouter(Answer);

        public string Endpoint => _server.Endpoint;

        public string Handle { get; set; } = "1b2c";

        public string? Throws { get; set; }

        public string? SilentOnce { get; set; }

        public List<string> Commands { get; } = [];

        public Dictionary<string, string> Properties { get; } =
            new()
            {
                ["Laser/Power"] = "5.0000",
                ["Seq/Interval"] = "10",
                ["Käse/Mode"] = "slow",
            };

        public double Exposure { get; private set; } = 20;

        private (double Z, double Y, double X) _place = (1, 2, 3);

        public void Dispose() => _server.Dispose();

        private byte[]? Answer(byte[] body)
        {
            var request = JsonNode.Parse(Encoding.Latin1.GetString(body))!;
            var command = (string)request["command"]!;
            var name = (string?)request["name"] ?? command;
            Commands.Add(name);
            if (SilentOnce == name)
            {
                SilentOnce = null;
                return null;
            }

            return Encoding.Latin1.GetBytes(
                (
                    command switch
                    {
                        "connect" when request["debug"]!.GetValueKind() == System.Text.Json.JsonValueKind.False => new JsonObject
                        {
                            ["type"] = "none",
                            ["version"] = "5.1.0",
                        },
                        "constructor" when (string)request["classpath"]! == "mmcorej.CMMCore" => new JsonObject
                        {
                            ["type"] = "unserialized-object",
                            ["class"] = "mmcorej.CMMCore",
                            ["hash-code"] = Handle,
                            ["port"] = 4827,
                            ["api"] = new JsonArray(new string('m', 200_000)),
                        },
                        "run-method" when (string)request["hash-code"]! != Handle => Exception("java.lang.NullPointerException"),
                        "run-method" when name == Throws => Exception("java.lang.Exception: no camera"),
                        "run-method" => Run(name, request),
                        _ => Exception("Unknown Command"),
                    }
                ).ToJsonString()
            );
        }

        private JsonObject Run(string name, JsonNode request)
        {
            var types = string.Join(',', request["argument-types"]!.AsArray().Select(t => (string)t!));
            Assert.Equal(types, string.Join(',', request["argument-deserialization-types"]!.AsArray().Select(t => (string)t!)));
            var a = request["arguments"]!.AsArray();
            switch ($"{name}({types})")
            {
                case "setProperty(java.lang.String,java.lang.String,java.lang.String)":
                    Properties[$"{a[0]}/{a[1]}"] = (string)a[2]!;
                    return None();
                case "getProperty(java.lang.String,java.lang.String)":
                    return new JsonObject { ["type"] = "string", ["value"] = Properties[$"{a[0]}/{a[1]}"] };
                case "setExposure(double)":
                    Exposure = (double)a[0]!;
                    return None();
                case "getExposure()":
                    return Primitive(Exposure);
                case "setXYPosition(double,double)":
                    _place = (_place.Z, (double)a[1]!, (double)a[0]!);
                    return None();
                case "setPosition(double)":
                    _place = ((double)a[0]!, _place.Y, _place.X);
                    return None();
                case "getPosition()":
                    return Primitive(_place.Z);
                case "getYPosition()":
                    return Primitive(_place.Y);
                case "getXPosition()":
                    return Primitive(_place.X);
                case "getXYStageDevice()" or "getFocusDevice()":
                    return new JsonObject { ["type"] = "string", ["value"] = name[3..] };
                case "waitForDevice(java.lang.String)":
                    return None();
                default:
                    return Exception($"java.lang.RuntimeException: No Matching method found with argument types: {name}({types})");
            }
        }

        private static JsonObject None() => new() { ["type"] = "none" };

        private static JsonObject Primitive(double value) => new() { ["type"] = "primitive", ["value"] = value };

        private static JsonObject Exception(string text) =>
            new() { ["type"] = "exception", ["value"] = $"{text}\n\tat org.micromanager.Somewhere(Some.java:1)\n" };
    }

    /// <summary>A ROUTER that behaves as a REP whose answer to a silent request never comes, so that the next client is served.</summary>
    private sealed class NetMQRuntimeRouter : IDisposable
    {
        private readonly RouterSocket _socket = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _thread;

        public NetMQRuntimeRouter(Func<byte[], byte[]?> answer)
        {
            Endpoint = $"tcp://127.0.0.1:{_socket.BindRandomPort("tcp://127.0.0.1")}";
            _thread = new Thread(() =>
            {
                while (!_stop.IsCancellationRequested)
                {
                    NetMQMessage? request = null;
                    if (!_socket.TryReceiveMultipartMessage(TimeSpan.FromMilliseconds(5), ref request))
                        continue;
                    Assert.Equal(0, request[1].BufferSize);
                    if (answer(request.Last.ToByteArray()) is not { } reply)
                        continue;
                    var message = new NetMQMessage();
                    message.Append(request[0].ToByteArray());
                    message.AppendEmptyFrame();
                    message.Append(reply);
                    _socket.TrySendMultipartMessage(message);
                }
            })
            {
                IsBackground = true,
            };
            _thread.Start();
        }

        public string Endpoint { get; }

        public void Dispose()
        {
            _stop.Cancel();
            _thread.Join();
            _socket.Dispose();
            _stop.Dispose();
        }
    }
}
