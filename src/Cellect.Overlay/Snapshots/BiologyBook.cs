using Cellect.Data.Biology;
using Cellect.Data.Sinks;

namespace Cellect.Overlay.Snapshots;

/// <summary>
/// What the analysis has told of a series so far, as far as the window shows it. The lane of the analysis writes, the display
/// reads; a lock is held for single entries and copies only. Memory: curves that thin out, the newest events, and the newest values of
/// tracks that are seen.
/// </summary>
internal sealed class BiologyBook
{
    private const int CurvePoints = 256;
    private const int MostMeetings = 200;
    private const int MostValues = 256;
    private const int KeepFrames = 20;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(int Channel, int Place), (string Part, Curve<GrowthPoint> Curve, double? Slope)> _growth = [];
    private readonly SortedDictionary<int, StateNews> _states = [];
    private readonly LinkedList<InteractionNews> _meetings = [];
    private readonly Dictionary<int, TraceEntry> _traces = [];
    private long _version;

    private sealed class TraceEntry
    {
        public readonly Queue<TracePoint> Values = new();
        public int LastT;
    }

    /// <summary>Grows with every entry.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Enters what was told of a frame.</summary>
    public void Add(AnalysisNews news)
    {
        lock (_gate)
        {
            for (var i = 0; i < news.Parts.Count; i++)
                Grow((news.Channel, i), news.Parts[i], news.Seconds);
            foreach (var counts in news.States)
                _states[counts.Population] = counts;
            foreach (var happened in news.Interactions)
                _meetings.AddFirst(happened);
            while (_meetings.Count > MostMeetings)
                _meetings.RemoveLast();
            foreach (var cell in news.Cells)
                if (float.IsFinite(cell.Relative))
                    Trace(cell.Track, news.T, cell.Relative);
            foreach (var (track, entry) in _traces)
                if (news.T - entry.LastT > KeepFrames)
                    _traces.Remove(track);
            _version++;
        }
    }

    /// <summary>The account of each part of each population, in the order of the channels.</summary>
    public GrowthCurve[] Growth()
    {
        lock (_gate)
            return
            [
                .. _growth.Select(part => new GrowthCurve(part.Key.Channel, part.Value.Part, part.Value.Curve.Points(), part.Value.Slope)),
            ];
    }

    /// <summary>How the cells of each smaller population stand to the larger ones.</summary>
    public StateNews[] States()
    {
        lock (_gate)
            return [.. _states.Values];
    }

    /// <summary>What has happened between populations, newest first.</summary>
    public InteractionNews[] Meetings()
    {
        lock (_gate)
            return [.. _meetings];
    }

    /// <summary>ΔF/F0 of a cell, oldest first; none where it has none.</summary>
    public TracePoint[] TraceOf(int track)
    {
        lock (_gate)
            return _traces.TryGetValue(track, out var entry) ? [.. entry.Values] : [];
    }

    /// <summary>ΔF/F0 of the cells that have been seen longest, at most so many.</summary>
    public (int Track, TracePoint[] Values)[] Traces(int most)
    {
        lock (_gate)
            return
            [
                .. _traces
                    .OrderByDescending(trace => trace.Value.Values.Count)
                    .ThenBy(trace => trace.Key)
                    .Take(most)
                    .Select(trace => (trace.Key, trace.Value.Values.ToArray())),
            ];
    }

    private void Grow((int, int) key, PartNews part, double seconds)
    {
        var curve =
            _growth.TryGetValue(key, out var known) && known.Part == part.Row.Part ? known.Curve : new Curve<GrowthPoint>(CurvePoints);
        curve.Add(new GrowthPoint((float)seconds, part.Row.Corrected, (float)part.Row.Expected));
        _growth[key] = (part.Row.Part, curve, part.Slope);
    }

    private void Trace(int track, int t, float value)
    {
        if (!_traces.TryGetValue(track, out var entry))
            _traces.Add(track, entry = new TraceEntry());
        entry.Values.Enqueue(new TracePoint(t, value));
        entry.LastT = t;
        if (entry.Values.Count > MostValues)
            entry.Values.Dequeue();
    }
}

/// <summary>The account of a part at one time.</summary>
/// <param name="Seconds">Since the first frame.</param>
/// <param name="Corrected">Growth corrected for flow, cells.</param>
/// <param name="Expected">Expected divisions.</param>
internal readonly record struct GrowthPoint(float Seconds, float Corrected, float Expected);

/// <summary>The account of a part over time.</summary>
/// <param name="Channel">Population.</param>
/// <param name="Part">Name of the part.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="Slope">Of growth over expected divisions; null: nothing has divided.</param>
internal sealed record GrowthCurve(int Channel, string Part, GrowthPoint[] Points, double? Slope);

/// <summary>ΔF/F0 of a cell at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="Value">ΔF/F0.</param>
internal readonly record struct TracePoint(int T, float Value);
