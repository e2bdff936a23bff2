using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Traces;

/// <summary>
/// The signals of all cells of a series in one channel, with their baselines. Where a cell is not seen there is no value, and none is made
/// up. Memory: the baselines of the tracks that may go on.
/// </summary>
/// <param name="channel">Channel whose volumes are read.</param>
/// <param name="options">Where signal, background and baseline come from.</param>
/// <param name="keepFrames">Frames after which a track that is gone has ended.</param>
internal sealed class SeriesTraces(int channel, TraceOptions options, int keepFrames)
{
    private const double BaselineShare = 0.1;

    private readonly SignalReader _reader = new(options.Radii);
    private readonly Dictionary<int, (RunningPercentile Percentile, int Frame)> _baselines = [];
    private int _frame;

    /// <summary>Tracks whose baseline is kept.</summary>
    public int Count => _baselines.Count;

    /// <summary>One more frame, in the order of time.</summary>
    /// <param name="frame">Its cells.</param>
    /// <param name="volume">The volume of the channel at the same time point.</param>
    /// <param name="seconds">Its time.</param>
    public IReadOnlyList<TraceRow> Advance(TrackedFrame frame, Volume volume, double seconds)
    {
        _frame++;
        var signals = _reader.Read(volume, frame.Cells);
        var rows = new TraceRow[signals.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Row(frame.Header.T, seconds, frame.Cells[i].Track, signals[i]);
        foreach (var (track, baseline) in _baselines)
            if (_frame - baseline.Frame > keepFrames)
                _baselines.Remove(track);
        return rows;
    }

    private TraceRow Row(int t, double seconds, int track, CellSignal signal)
    {
        var percentile = _baselines.GetValueOrDefault(track).Percentile ?? new RunningPercentile(options.BaselineFrames, BaselineShare);
        _baselines[track] = (percentile, _frame);
        var f = options.SubtractBackground ? signal.Mean - signal.Background : signal.Mean;
        if (!float.IsFinite(f))
            return new TraceRow(t, seconds, track, channel, signal, null, percentile.Value);
        percentile.Add(f);
        return new TraceRow(t, seconds, track, channel, signal, f, percentile.Value);
    }
}
