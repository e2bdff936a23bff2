using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay;

/// <summary>Follows a series and hands its frames to a display: in the service for the sink, elsewhere for a viewer. One thread at a
/// time.</summary>
internal sealed class SeriesFeeder(OverlayOptions options, SnapshotFeed feed, TimeProvider time)
{
    private readonly Queue<TrackedFrame> _recent = new();
    private SeriesProgress _progress = new("", time);

    /// <summary>The populations whose cells are shown; empty where nobody tells.</summary>
    public IReadOnlyList<Population> Populations { get; set; } = [];

    /// <summary>A series begins.</summary>
    public void Begin(string series)
    {
        _recent.Clear();
        _progress = new SeriesProgress(series, time);
        feed.Book = _progress.Book;
        feed.Status = _progress.Status();
    }

    /// <summary>What had been told before a viewer joined.</summary>
    public void Join(IReadOnlyCollection<TrackEntry> tracks, IReadOnlyCollection<DivisionEntry> divisions)
    {
        _progress.Join(tracks, divisions);
        feed.Status = _progress.Status();
    }

    /// <summary>One more frame.</summary>
    public void Add(TrackedFrame frame)
    {
        _progress.Add(frame);
        feed.Status = _progress.Status();
        if (_recent.Count > Math.Max(options.TailFrames, options.DivisionMarkFrames))
            _recent.Dequeue();
        // The masks are large and not drawn: the history does not hold on to them.
        _recent.Enqueue(frame with { Foreground = null });
    }

    /// <summary>True when the frame of this time point is among the last.</summary>
    public bool Has(int t) => _recent.Any(frame => frame.Header.T == t);

    /// <summary>Hands the frame of <paramref name="t"/> over, with its image.</summary>
    /// <param name="t">Time point of a frame that <see cref="Has"/> knows.</param>
    /// <param name="image">A lease that goes to the draft, or null for no image.</param>
    public void Post(int t, Volume? image) =>
        feed.Post(
            new SnapshotDraft(
                [.. _recent.TakeWhile(frame => frame.Header.T <= t)],
                image,
                _progress.Tracks,
                _progress.Divisions,
                _progress.Book
            )
            {
                Populations = Populations,
            }
        );

    /// <summary>Hands the newest frame over.</summary>
    /// <param name="image">A lease that goes to the draft, or null for no image.</param>
    public void PostNewest(Volume? image) =>
        feed.Post(
            new SnapshotDraft([.. _recent], image, _progress.Tracks, _progress.Divisions, _progress.Book) { Populations = Populations }
        );

    /// <summary>The series is over.</summary>
    public void End(SeriesSummary summary) => feed.Status = _progress.Status(summary);
}
