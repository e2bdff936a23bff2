using Cellect.Analysis.Traces;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Triggers.Conditions;

namespace Cellect.Triggers.Brightness;

/// <summary>ΔF/F0 of the cells of each frame, as it stands in <c>traces.csv</c>; of the volumes of the tracked channel.</summary>
internal sealed class LiveBrightness(int channel, TraceOptions options)
{
    private readonly SeriesTraces _traces = new(channel, options, TrackHistories.LeastVolumes);

    /// <summary>By track; cells without a value are left out.</summary>
    public IReadOnlyDictionary<int, double> Of(TrackedFrame frame, Volume volume)
    {
        var known = new Dictionary<int, double>();
        // The stream's time is not needed for the values.
        foreach (var row in _traces.Advance(frame, volume, seconds: 0))
            if (row.Relative is { } relative && double.IsFinite(relative))
                known[row.Track] = relative;
        return known;
    }
}
