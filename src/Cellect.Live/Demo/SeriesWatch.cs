using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Live.Demo;

/// <summary>Tells when the demo's series is over, and how long its volumes took.</summary>
internal sealed class SeriesWatch : IFrameSink
{
    private const int FramesRemembered = 10_000;

    // In the first frames of a series the scale is chosen, which takes longer.
    private const int FirstFrames = 3;
    private int _frames;
    private long _firstNs,
        _lastNs;
    private readonly TaskCompletionSource<SeriesSummary> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The totals, once the series is over.</summary>
    public Task<SeriesSummary> Over => _over.Task;

    /// <summary>Latencies of the frames; read it when the series is over.</summary>
    public LatencyWindow Latencies { get; } = new(FramesRemembered);

    /// <summary>Time from one volume to the next, after the first ones of the series; null where there are too few.</summary>
    public double? SecondsAVolume => _frames > FirstFrames + 1 ? (_lastNs - _firstNs) / 1e9 / (_frames - FirstFrames - 1) : null;

    /// <summary>Told of each time point that is tracked.</summary>
    public Action<int> Advance { get; set; } = _ => { };

    /// <summary>Cells found, all frames together, and in the newest one.</summary>
    public long Cells { get; private set; }

    /// <inheritdoc cref="Cells"/>
    public int CellsNow { get; private set; }

    /// <summary>Tracks begun.</summary>
    public int Tracks { get; private set; }

    /// <summary>Divisions reported.</summary>
    public int Divisions { get; private set; }

    /// <summary>Frames tracked.</summary>
    public int Frames => _frames;

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        Latencies.Add(frame.Stamps);
        if (_frames++ == FirstFrames)
            _firstNs = frame.Stamps.LinkedNs;
        _lastNs = frame.Stamps.LinkedNs;
        (CellsNow, Cells) = (frame.Cells.Count, Cells + frame.Cells.Count);
        foreach (var cell in frame.Cells)
            Tracks = Math.Max(Tracks, cell.Track);
        Divisions += frame.Divisions.Count;
        Advance(frame.Header.T);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        _over.TrySetResult(summary);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
