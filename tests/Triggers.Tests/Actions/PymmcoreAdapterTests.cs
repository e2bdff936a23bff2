using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>A stand-in for pymmcore-proxy, as its server.py behaves: POST /rpc and WS /mda/stream.</summary>
public class PymmcoreAdapterTests
{
    private const int Patience = 120_000;
    private static readonly CoreOptions Core = new() { PowerProperty = "Laser/Power", Stage = true };

    [Fact(Timeout = Patience)]
    public async Task Send_Change_IsOneUseqEventAndIsReadBack()
    {
        using var proxy = new Proxy();
        await using var adapter = Open(proxy, Core);
        var reply = await adapter.SendAsync(
            Requests.Of(
                new MicroscopeSettings
                {
                    PowerPercent = 7,
                    ExposureMilliseconds = 33,
                    StageMicrometres = new Point3(4, 5, 6),
                }
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ActionOutcome.Done, "", 1), (reply.Outcome, reply.Detail, reply.Attempts));
        Assert.Equal(["""{"action":"start"}""", "event", """{"action":"stop"}"""], proxy.Messages);
        var model = Assert.Single(proxy.Events);
        Assert.Equal(("model", "MDAEvent"), ((string)model["__type__"]!, (string)model["class"]!));
        var data = model["data"]!;
        Assert.Equal(
            (33.0, 4.0, 5.0, 6.0),
            ((double)data["exposure"]!, (double)data["z_pos"]!, (double)data["y_pos"]!, (double)data["x_pos"]!)
        );
        Assert.Equal("""[["Laser","Power","7"]]""", data["properties"]!.ToJsonString());
        Assert.Null(data["action"]);
        Assert.Equal("k1", (string)data["metadata"]!["cellect"]!["key"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_WhatAnEventCannotSay_IsACustomActionWhereAllowed()
    {
        var change = new MicroscopeSettings { Region = new ImagedRegion(default, new Point3(1, 2, 3)) };
        using var proxy = new Proxy();
        await using (var plain = Open(proxy, Core))
            Assert.Equal(
                ActionOutcome.Refused,
                (await plain.SendAsync(Requests.Of(change), TestContext.Current.CancellationToken)).Outcome
            );
        Assert.Empty(proxy.Events);
        await using var custom = Open(proxy, new CoreOptions { CustomAction = "cellect" });
        Assert.Equal(ActionOutcome.Done, (await custom.SendAsync(Requests.Of(change), TestContext.Current.CancellationToken)).Outcome);
        var action = proxy.Events.Single()["data"]!["action"]!;
        Assert.Equal(
            ("custom", "cellect", 3.0),
            ((string)action["type"]!, (string)action["name"]!, (double)action["data"]!["change"]!["region_um"]!["size"]![2]!)
        );
    }

    [Fact(Timeout = Patience)]
    public async Task Send_AnotherAcquisitionRuns_IsRefused()
    {
        using var proxy = new Proxy { Error = "Another streaming MDA is already running" };
        await using var adapter = Open(proxy, Core);
        var reply = await adapter.SendAsync(Requests.Power(7), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Refused, "Another streaming MDA is already running"), (reply.Outcome, reply.Detail));
    }

    [Fact(Timeout = Patience)]
    [Trait("Speed", "Slow")]
    public async Task Send_ConnectionLostAfterTheEvent_IsNotSentTwice()
    {
        using var proxy = new Proxy { Vanishes = true };
        await using var adapter = Open(proxy, Core);
        var reply = await adapter.SendAsync(Requests.Power(7), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Unacknowledged, 1), (reply.Outcome, reply.Attempts));
        Assert.Single(proxy.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_Restore_IsMadeOfCallsAndTakesNoImage()
    {
        using var proxy = new Proxy();
        await using var adapter = Open(proxy, Core);
        var recorded = await adapter.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal((5.0, 20.0, new Point3(3, 2, 1)), (recorded.PowerPercent, recorded.ExposureMilliseconds, recorded.StageMicrometres));
        proxy.Calls.Clear();
        Assert.Equal(
            ActionOutcome.Done,
            (await adapter.SendAsync(ActionRequest.Restore("a1", "scope", recorded, 1), TestContext.Current.CancellationToken)).Outcome
        );
        Assert.Empty(proxy.Events);
        Assert.Contains("""setProperty["Laser","Power","5"]""", proxy.Calls);
        Assert.Contains("setXYPosition[1,2]", proxy.Calls);
    }

    private static IActionAdapter Open(Proxy proxy, CoreOptions core) =>
        Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.Pymmcore,
                Endpoint = proxy.Address,
                Core = core,
                Retry = Requests.Patient(),
            }
        );

    private sealed class Proxy : IDisposable
    {
        private readonly HttpStandIn _server;

        public Proxy() =>
            _server = new HttpStandIn(async context =>
            {
                if (context.Request.IsWebSocketRequest && context.Request.Url!.AbsolutePath == "/mda/stream")
                    await StreamAsync((await context.AcceptWebSocketAsync(null)).WebSocket);
                else if (context.Request.Url!.AbsolutePath == "/rpc")
                    await HttpStandIn.AnswerAsync(context, 200, Call(JsonNode.Parse(await HttpStandIn.BodyAsync(context))!));
                else
                    await HttpStandIn.AnswerAsync(context, 404, "");
            });

        public string Address => _server.Address;

        public string? Error { get; init; }

        public bool Vanishes { get; init; }

        public List<string> Messages { get; } = [];

        public List<JsonNode> Events { get; } = [];

        public List<string> Calls { get; } = [];

        public void Dispose() => _server.Dispose();

        private string Call(JsonNode request)
        {
            Calls.Add($"{request["method"]}{request["args"]!.ToJsonString()}");
            return (string)request["method"]! switch
            {
                "getProperty" => """{"ok":true,"value":"5"}""",
                "getExposure" => """{"ok":true,"value":20.0}""",
                "getPosition" => """{"ok":true,"value":3.0}""",
                "getYPosition" => """{"ok":true,"value":2.0}""",
                "getXPosition" => """{"ok":true,"value":1.0}""",
                _ => """{"ok":true,"value":null}""",
            };
        }

        private async Task StreamAsync(WebSocket socket)
        {
            var buffer = new byte[65_536];
            while (true)
            {
                var length = 0;
                WebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(
                        new ArraySegment<byte>(buffer, length, buffer.Length - length),
                        CancellationToken.None
                    );
                    length += part.Count;
                } while (!part.EndOfMessage);
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                if (JsonNode.Parse(text)!["event"] is not { } model)
                {
                    Messages.Add(text);
                    if (text.Contains("stop", StringComparison.Ordinal))
                        break;
                    continue;
                }

                Messages.Add("event");
                Events.Add(model);
                if (Vanishes)
                {
                    socket.Abort();
                    return;
                }
            }

            var done = Error is null ? """{"action": "done"}""" : $$"""{"action": "done", "error": "{{Error}}"}""";
            await socket.SendAsync(Encoding.UTF8.GetBytes(done), WebSocketMessageType.Text, true, CancellationToken.None);
        }
    }
}
