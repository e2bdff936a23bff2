using System.Diagnostics.Metrics;

namespace Cellect.Benchmarks.Overhead;

/// <summary>Listens to the product's own metric <c>cellect.stage.duration</c> for the stage <c>track</c>.</summary>
internal sealed class StageClock : IDisposable
{
    private readonly MeterListener _listener = new();

    public StageClock()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "cellect.stage.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(
            (_, value, tags, _) =>
            {
                foreach (var (key, stage) in tags)
                    if (key == "stage" && stage is "track")
                        TrackMilliseconds.Add(value);
            }
        );
        _listener.Start();
    }

    /// <summary>Taken from the channel to tracks extended, a volume after the other. Written by the inference thread.</summary>
    public List<double> TrackMilliseconds { get; } = [];

    public void Dispose() => _listener.Dispose();
}
