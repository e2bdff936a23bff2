using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Cellect.Dashboard.Settings;
using Cellect.Dashboard.Tests.Web;
using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using MessagePack;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Dashboard.Tests.Documents;

/// <summary>Other services on the page, over real sockets.</summary>
public class NeighbourTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfSeveralServices_ShowsWhatEachPublishes()
    {
        using var left = Open();
        using var right = Open();
        await using var page = await PageHarness.StartAsync(services: [left.Endpoint, right.Endpoint]);
        using var events = await page.WatchAsync();
        using var ending = new CancellationTokenSource();
        var telling = TellAsync(left, right, ending.Token);

        var services = Services(await PageHarness.ReadEventAsync(events, "services", "\"name\":\"left\""));
        await ending.CancelAsync();
        await telling;
        Assert.Equal([left.Endpoint, right.Endpoint], services.Select(service => service.GetProperty("endpoint").GetString()));
        Assert.Equal("http://10.0.0.7:5560", services[0].GetProperty("page").GetString());
        Assert.Equal("run 7", services[0].GetProperty("series").GetString());
        Assert.True(services[0].GetProperty("active").GetBoolean());
        Assert.Equal(
            (41, 312, 9),
            (
                services[0].GetProperty("t").GetInt32(),
                services[0].GetProperty("cells").GetInt32(),
                services[0].GetProperty("divisions").GetInt32()
            )
        );
        Assert.Equal("the disk is full", services[0].GetProperty("alerts")[0].GetString());
        Assert.Equal(JsonValueKind.Null, services[1].GetProperty("heard").ValueKind);
        Assert.False(services[1].TryGetProperty("cells", out _));
    }

    [Fact]
    public async Task Page_AloneOnItsMachine_SendsNoOtherServices()
    {
        await using var page = await PageHarness.StartAsync();
        using var events = await page.WatchAsync();

        for (var statuses = 0; statuses < 2; )
        {
            var line = await events.ReadLineAsync(Stop);
            Assert.NotEqual("event: services", line);
            if (line == "event: status")
                statuses++;
        }
    }

    [Fact]
    public void Services_ThatAreNoEndpoints_AreNamed()
    {
        var options = new DashboardOptions { Services = ["tcp://rig:5556", "http://rig"] };
        var mistake = Assert.Single(options.Validate(new ValidationContext(options)));
        Assert.Contains("http://rig", mistake.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Publish:Endpoint", mistake.ErrorMessage, StringComparison.Ordinal);
    }

    // As a service does, again and again: who subscribes late hears the next. What no service of this version sends is passed over.
    private static async Task TellAsync(Announcer service, Announcer other, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            service.Publish(StatusMessage.Topic, "rubbish"u8.ToArray());
            // Alone, so that nothing whole takes its place before the page is written.
            other.Publish(StatusMessage.Topic, Incomplete);
            service.Publish(StatusMessage.Topic, Status("left", "http://10.0.0.7:5560", ["the disk is full"]));
            await Task.Delay(20, Stop);
        }
    }

    // The pipeline's figures are whole, the rest of a status is missing.
    private static byte[] Incomplete { get; } =
        MessagePackSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["volumes_in"] = 1,
                ["volumes_out"] = 1,
                ["ledger"] = new Dictionary<string, object>(),
            }
        );

    private static Announcer Open() => new("tcp://127.0.0.1:0", 16, new GateJournal(NullLogger.Instance, "test"), TimeProvider.System);

    private static JsonElement[] Services(string json) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty("services").EnumerateArray().Select(service => service.Clone())];

    private static byte[] Status(string name, string page, string[] alerts)
    {
        var counts = new ServiceStatus(42, 41, new Dictionary<string, long> { ["processed"] = 41 }, alerts) { Name = name, Page = page };
        var status = new LiveStatus(true, counts, 312, 400, 9, 0.4, new LatencyWindow(4), 0, new ServicePorts(1, 2));
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        StatusMessage.Write(ref writer, new Envelope(1, 5, 4, "run 7", 41, 41, default), status);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
