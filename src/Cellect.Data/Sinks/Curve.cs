namespace Cellect.Data.Sinks;

/// <summary>Figures over a whole series in bounded memory: when it is full, every other point goes, and from then on fewer are
/// taken.</summary>
/// <typeparam name="TPoint">The figures of one time point.</typeparam>
/// <param name="capacity">Points at most, from 2.</param>
internal sealed class Curve<TPoint>(int capacity)
    where TPoint : struct, IEquatable<TPoint>
{
    private readonly List<TPoint> _points = new(capacity);
    private int _stride = 1;
    private int _skipped;
    private TPoint? _newest;

    /// <summary>Adds a point.</summary>
    public void Add(in TPoint point)
    {
        _newest = point;
        if (++_skipped < _stride)
            return;
        _skipped = 0;
        if (_points.Count == capacity)
            Thin();
        _points.Add(point);
    }

    /// <summary>The points, oldest first; the newest is always among them.</summary>
    public TPoint[] Points() =>
        _newest is { } newest && (_points.Count == 0 || !_points[^1].Equals(newest)) ? [.. _points, newest] : [.. _points];

    /// <summary>A series begins.</summary>
    public void Clear()
    {
        _points.Clear();
        (_newest, _stride, _skipped) = (null, 1, 0);
    }

    private void Thin()
    {
        var kept = 0;
        for (var i = 0; i < _points.Count; i += 2)
            _points[kept++] = _points[i];
        _points.RemoveRange(kept, _points.Count - kept);
        _stride *= 2;
    }
}
