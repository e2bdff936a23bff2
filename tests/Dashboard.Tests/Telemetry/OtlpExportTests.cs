using System.Diagnostics.Metrics;
using Cellect.Dashboard.Settings;
using Cellect.Dashboard.Telemetry;
using Cellect.Dashboard.Tests.Notifications;

namespace Cellect.Dashboard.Tests.Telemetry;

public class OtlpExportTests
{
    [Fact]
    public async Task Export_InstrumentsOfOurMeters_ReachTheCollector()
    {
        using var collector = new HttpStandIn();
        var options = new MetricsOptions { OtlpEndpoint = collector.Address + "v1/metrics", OtlpProtocol = OtlpTransport.HttpProtobuf };
        using var ours = new Meter("Cellect");
        using var others = new Meter("SomebodyElse");

        using (new OtlpExport(options))
        {
            ours.CreateCounter<long>("cellect.pushed.frames").Add(3);
            others.CreateCounter<long>("others.pushed.frames").Add(3);
        }

        var body = await collector.NextAsync();
        Assert.Equal("/v1/metrics", collector.Requests.First().Path);
        Assert.Contains("cellect.pushed.frames", body);
        Assert.DoesNotContain("others.pushed.frames", body);
    }

    [Fact]
    public void Dispose_NobodyAnswers_EndsAllTheSame()
    {
        using var deaf = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        deaf.Start();
        var options = new MetricsOptions { OtlpEndpoint = $"http://{deaf.LocalEndpoint}" };
        using var ours = new Meter("Cellect");
        var export = new OtlpExport(options);
        ours.CreateCounter<long>("cellect.pushed.frames").Add(3);

        export.Dispose();
    }
}
