using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>The last time points, kept within bounds of number and memory, and which of them is shown.</summary>
/// <param name="maxFrames">Time points kept at most, at least 1.</param>
/// <param name="maxBytes">Memory kept at most; the newest time point is kept in any case.</param>
internal sealed class Timeline(int maxFrames, long maxBytes)
{
    private readonly List<OverlaySnapshot> _frames = [];
    private long _bytes;
    private int? _shown;
    private TimelineContent? _content;

    /// <summary>The time point that is shown, or null before the first.</summary>
    public OverlaySnapshot? Shown => _frames.Count == 0 ? null : _frames[_shown ?? _frames.Count - 1];

    /// <summary>True while the newest time point is followed.</summary>
    public bool Live => _shown is null;

    /// <summary>Time points kept.</summary>
    public int Count => _frames.Count;

    /// <summary>Adds a time point; a series other than the last one's begins the timeline anew.</summary>
    public void Add(OverlaySnapshot snapshot)
    {
        if (_frames.Count > 0 && _frames[^1].Series != snapshot.Series)
            Clear();
        _frames.Add(snapshot);
        _bytes += snapshot.Bytes;
        while (_frames.Count > 1 && (_frames.Count > maxFrames || _bytes > maxBytes))
            ForgetOldest();
        _content = null;
    }

    /// <summary>Puts a richer picture of the newest time point in its place.</summary>
    public void ReplaceNewest(OverlaySnapshot snapshot)
    {
        if (_frames.Count == 0)
            return;
        _bytes += snapshot.Bytes - _frames[^1].Bytes;
        _frames[^1] = snapshot;
    }

    /// <summary>Stops at the time point shown, or goes on with the newest.</summary>
    public void TogglePause() => Show(Live ? _frames.Count - 1 : null);

    /// <summary>Goes some time points on, or back; at the newest it follows again only when asked to.</summary>
    public void Step(int frames)
    {
        if (_frames.Count > 0)
            Show(Math.Clamp((_shown ?? _frames.Count - 1) + frames, 0, _frames.Count - 1));
    }

    /// <summary>Shows a time point and stays there.</summary>
    public void Scrub(int index)
    {
        if (_frames.Count > 0)
            Show(Math.Clamp(index, 0, _frames.Count - 1));
    }

    /// <summary>Shows a time point of the series and stays there.</summary>
    /// <returns>False when it is not kept any more, or was never drawn.</returns>
    public bool ShowTimePoint(int t)
    {
        var index = _frames.FindIndex(frame => frame.T == t);
        if (index >= 0)
            Show(index);
        return index >= 0;
    }

    /// <summary>The time point of the series, or null when it is not kept.</summary>
    public OverlaySnapshot? Find(int t) => _frames.Find(frame => frame.T == t);

    /// <summary>All time points kept, oldest first.</summary>
    public IReadOnlyList<OverlaySnapshot> Frames => _frames;

    /// <summary>Follows the newest time point.</summary>
    public void GoLive() => Show(null);

    /// <summary>What the bar shows; the same object while nothing has changed.</summary>
    public TimelineContent Content =>
        _content ??=
            _frames.Count == 0
                ? TimelineContent.Empty
                : new TimelineContent(
                    [.. _frames.Select(frame => new TimelineFrame(frame.T, frame.Divisions.Count(division => division.Age == 0)))],
                    _shown ?? _frames.Count - 1,
                    Live
                );

    private void Show(int? index)
    {
        _shown = _frames.Count == 0 ? null : index;
        _content = null;
    }

    private void ForgetOldest()
    {
        _bytes -= _frames[0].Bytes;
        _frames.RemoveAt(0);
        if (_shown is { } shown)
            _shown = Math.Max(0, shown - 1);
    }

    private void Clear()
    {
        _frames.Clear();
        _bytes = 0;
        _shown = null;
    }
}
