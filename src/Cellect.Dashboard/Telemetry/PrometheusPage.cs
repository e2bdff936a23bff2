using Prometheus;

namespace Cellect.Dashboard.Telemetry;

/// <summary>The instruments of the meters <c>Cellect</c>, and those of .NET, in the words of Prometheus.</summary>
internal sealed class PrometheusPage : IDisposable
{
    // Milliseconds: from a stage of a small volume to one that waited for a minute.
    private static readonly double[] Buckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly IDisposable _adapter;

    /// <summary>Begins to listen to the meters.</summary>
    public PrometheusPage()
    {
        _adapter = MeterAdapter.StartListening(
            new MeterAdapterOptions
            {
                Registry = _registry,
                InstrumentFilterPredicate = instrument => instrument.Meter.Name.StartsWith("Cellect", StringComparison.Ordinal),
                ResolveHistogramBuckets = _ => Buckets,
            }
        );
        DotNetStats.Register(_registry);
    }

    /// <summary>Type of the page's content.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes the page as it is now.</summary>
    public Task WriteAsync(System.IO.Stream to, CancellationToken cancel) => _registry.CollectAndExportAsTextAsync(to, cancel);

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();
}
