using System.Diagnostics.Metrics;
using Prometheus;

namespace Cellect.Dashboard.Telemetry;

/// <summary>The instruments of the meters <c>Cellect</c>, and those of the process, in the words of Prometheus. The library's own adapter
/// of meters gives counters as gauges, and under the meter's name twice.</summary>
internal sealed class PrometheusPage : IDisposable
{
    /// <summary>Type of the page's content.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen to the meters.</summary>
    public PrometheusPage()
    {
        var factory = Metrics.WithCustomRegistry(_registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Cellect", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument, new PrometheusSeries(instrument, factory));
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(state, value, tags));
        _listener.Start();
        _registry.AddBeforeCollectCallback(_listener.RecordObservableInstruments);
        DotNetStats.Register(_registry);
    }

    /// <summary>Writes the page as it is now.</summary>
    public Task WriteAsync(System.IO.Stream to, CancellationToken cancel) => _registry.CollectAndExportAsTextAsync(to, cancel);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Record(object? series, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((PrometheusSeries)series!).Record(value, tags);
}
