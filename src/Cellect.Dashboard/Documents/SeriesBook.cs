using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Dashboard.Documents;

/// <summary>
/// What a series has told so far, in bounded memory. The pipeline's lane writes, the page's thread reads; the lock is held for entries and
/// copies only.
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="populations">The populations that are tracked; null: nobody tells.</param>
internal sealed class SeriesBook(TimeProvider time, IReadOnlyList<Population>? populations = null)
{
    /// <summary>Divisions that are kept, the newest.</summary>
    public const int MostDivisions = 1000;

    private const int CurvePoints = 512,
        LatencyFrames = 256,
        MostNews = 20;

    private readonly Lock _gate = new();
    private readonly Curve<CurvePoint> _curve = new(CurvePoints);
    private readonly Queue<(int T, Division Division)> _divisions = new();
    private readonly Queue<(DateTimeOffset At, TriggerNews News)> _news = new();
    private JoinedFrames _frames = new(populations?.Count ?? 1);
    private LatencyWindow _latency = new(LatencyFrames);
    private SeriesFacts _facts = new();

    /// <summary>A series begins.</summary>
    public void Begin(VolumeHeader header)
    {
        lock (_gate)
        {
            _curve.Clear();
            _divisions.Clear();
            _latency = new LatencyWindow(LatencyFrames);
            _frames = new JoinedFrames(populations?.Count ?? 1);
            _facts = new SeriesFacts
            {
                Populations = populations ?? [],
                Header = header,
                Active = true,
                Run = _facts.Run + 1,
            };
        }
    }

    /// <summary>Enters a frame; several populations are shown when the time point is whole.</summary>
    public void Add(TrackedFrame frame)
    {
        foreach (var whole in _frames.Add(frame))
            Enter(whole);
    }

    private void Enter(TrackedFrame frame)
    {
        var highest = 0;
        foreach (var cell in frame.Cells)
            highest = Math.Max(highest, cell.Track);
        lock (_gate)
        {
            foreach (var division in frame.Divisions)
                _divisions.Enqueue((frame.Header.T, division));
            Settle(frame.Outcomes);
            while (_divisions.Count > MostDivisions)
                _divisions.Dequeue();
            _latency.Add(frame.Stamps);
            _facts = _facts with
            {
                Newest = frame,
                At = time.GetTimestamp(),
                Tracks = Math.Max(_facts.Tracks, highest),
                Divisions = _facts.Divisions + frame.Divisions.Count,
            };
            _curve.Add(CurvePoint.Of(frame, _facts.Divisions));
        }
    }

    private void Settle(IReadOnlyList<DivisionOutcome> outcomes)
    {
        if (outcomes.Count == 0)
            return;
        var told = _divisions.ToArray();
        _divisions.Clear();
        foreach (var (t, division) in told)
            _divisions.Enqueue((t, Settled(t, division, outcomes)));
        _facts = _facts with { Outcomes = _facts.Outcomes + outcomes.Count };
    }

    private static Division Settled(int t, Division division, IReadOnlyList<DivisionOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
            if (outcome.T == t && outcome.Division.Mother == division.Mother)
                return outcome.Division;
        return division;
    }

    /// <summary>The series is over.</summary>
    public void End(SeriesSummary summary)
    {
        if (_frames.Take() is { } last)
            Enter(last);
        lock (_gate)
            _facts = _facts with { Active = false, Ended = summary.Reason };
    }

    /// <summary>The triggers have done something.</summary>
    public void Tell(TriggerNews news)
    {
        lock (_gate)
        {
            _news.Enqueue((time.GetUtcNow(), news));
            if (_news.Count > MostNews)
                _news.Dequeue();
        }
    }

    /// <summary>How the series is doing.</summary>
    public SeriesFacts Facts
    {
        get
        {
            lock (_gate)
                return _facts;
        }
    }

    /// <summary>The figures over time, oldest first.</summary>
    public CurvePoint[] Curve()
    {
        lock (_gate)
            return _curve.Points();
    }

    /// <summary>The newest divisions, oldest first.</summary>
    public (int T, Division Division)[] Divisions()
    {
        lock (_gate)
            return [.. _divisions];
    }

    /// <summary>What the triggers did of late, oldest first.</summary>
    public (DateTimeOffset At, TriggerNews News)[] News()
    {
        lock (_gate)
            return [.. _news];
    }

    /// <summary>Latencies of the newest frames by stage, ms: now, median, 95 %; null where there are none.</summary>
    public IReadOnlyList<(string Stage, float? Now, float? Median, float? Percentile95)> Latency()
    {
        lock (_gate)
            return
            [
                .. LatencyWindow.Names.Select(
                    (name, stage) =>
                        _latency.Percentiles((LatencyStage)stage, 0.5, 0.95) is [var median, var high]
                            ? (name, _latency.Newest((LatencyStage)stage), (float?)median, (float?)high)
                            : (name, null, null, null)
                ),
            ];
    }
}
