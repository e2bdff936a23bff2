using System.Diagnostics;
using System.Threading.Channels;
using Cellect.Data.Sinks;

namespace Cellect.Live.Pipeline;

/// <summary>One sink's loop: takes frames from its channel in the order of time.</summary>
/// <param name="sink">The sink; not owned.</param>
/// <param name="reader">Where its frames come from.</param>
/// <param name="metrics">Told how long each frame took.</param>
internal sealed class SinkLane(IFrameSink sink, ChannelReader<PipelineItem> reader, PipelineMetrics metrics)
{
    private readonly string _name = sink.GetType().Name.ToLowerInvariant();

    /// <summary>Runs until the channel is complete.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await foreach (var item in reader.ReadAllAsync(cancel).ConfigureAwait(false))
            await TakeAsync(item, cancel).ConfigureAwait(false);
    }

    /// <summary>Gives back what nobody took, once every stage has ended.</summary>
    public void Drain()
    {
        while (reader.TryRead(out var left))
            (left as FrameTracked)?.Volume.Dispose();
    }

    private async Task TakeAsync(PipelineItem item, CancellationToken cancel)
    {
        switch (item)
        {
            case SeriesBegun begun:
                await sink.BeginSeriesAsync(begun.Header, cancel).ConfigureAwait(false);
                break;
            case FrameTracked tracked:
                await WriteAsync(tracked, cancel).ConfigureAwait(false);
                break;
            case SeriesOver over:
                await sink.EndSeriesAsync(await over.Summary.WaitAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
                break;
        }
    }

    private async Task WriteAsync(FrameTracked tracked, CancellationToken cancel)
    {
        using var volume = tracked.Volume;
        var start = Stopwatch.GetTimestamp();
        await sink.WriteAsync(tracked.Frame, volume, cancel).ConfigureAwait(false);
        metrics.Stage(_name, Stopwatch.GetElapsedTime(start));
        tracked.Progress.SinkDone();
    }
}
