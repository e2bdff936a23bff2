using Cellect.Dashboard.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Cellect.Dashboard.Telemetry;

/// <summary>Sends the instruments of the meters <c>Cellect</c> to a collector of OpenTelemetry, on a thread of that library's own. A
/// collector that does not answer costs nothing but that.</summary>
internal sealed class OtlpExport : IDisposable
{
    // A service that ends does not wait for a collector that is not there.
    private const int LastMilliseconds = 2000;

    private readonly MeterProvider _provider;

    /// <summary>Begins to send.</summary>
    /// <param name="options">Checked options with an endpoint.</param>
    public OtlpExport(MetricsOptions options)
    {
        var interval = (int)(options.OtlpIntervalSeconds * 1000);
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Cellect*")
            .AddOtlpExporter(
                (exporter, reader) =>
                {
                    exporter.Endpoint = new Uri(options.OtlpEndpoint);
                    exporter.Protocol =
                        options.OtlpProtocol == OtlpTransport.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = interval;
                }
            )
            .Build();
    }

    /// <summary>Sends what has been measured since, and ends.</summary>
    public void Dispose()
    {
        _provider.Shutdown(LastMilliseconds);
        _provider.Dispose();
    }
}
