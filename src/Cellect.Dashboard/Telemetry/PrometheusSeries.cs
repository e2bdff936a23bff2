using System.Diagnostics.Metrics;
using Prometheus;

namespace Cellect.Dashboard.Telemetry;

/// <summary>One instrument in the words of Prometheus. Thread-safe.</summary>
/// <param name="instrument">The instrument.</param>
/// <param name="factory">Makes the collectors.</param>
internal sealed class PrometheusSeries(Instrument instrument, IMetricFactory factory)
{
    // Milliseconds: from a stage of a small volume to one that waited for a minute.
    private static readonly double[] Buckets = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

    private readonly Lock _gate = new();
    private string[]? _names;
    private Action<double, string[]> _write = (_, _) => { };

    /// <summary>One measurement. Its tags are those of the first one, or it is passed over: Prometheus knows one set of labels a name.
    /// </summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_names is null)
            lock (_gate)
                if (_names is null)
                    Open(tags);
        var values = new string[_names!.Length];
        if (tags.Length != values.Length)
            return;
        for (var i = 0; i < values.Length; i++)
            values[i] = tags[i].Key == _names[i] ? tags[i].Value?.ToString() ?? "" : "";
        _write(value, values);
    }

    private void Open(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = new string[tags.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = tags[i].Key;
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "ms" ? "_milliseconds" : "");
        var help = instrument.Description ?? "";
        var type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Counter<>))
            _write = Of(factory.CreateCounter($"{name}_total", help, names), (counter, value) => counter.Inc(value));
        else if (type == typeof(ObservableCounter<>))
            _write = Of(factory.CreateCounter($"{name}_total", help, names), (counter, value) => counter.IncTo(value));
        else if (type == typeof(Histogram<>))
            _write = Of(factory.CreateHistogram(name, help, names, new HistogramConfiguration { Buckets = Buckets }), (histogram, value) =>
                histogram.Observe(value)
            );
        else
            _write = Of(factory.CreateGauge(name, help, names), (gauge, value) => gauge.Set(value));
        _names = names;
    }

    private static Action<double, string[]> Of<T>(Collector<T> collector, Action<T, double> write)
        where T : ChildBase => (value, labels) => write(collector.WithLabels(labels), value);
}
