namespace Cellect.Overlay.Snapshots;

/// <summary>Figures at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="Cells">Cells.</param>
/// <param name="Divisions">Divisions of the series so far.</param>
/// <param name="LatencyMilliseconds">End of exposure (or receipt, where the sender tells no exposure) to tracked; not a number when
/// unknown.</param>
internal readonly record struct CurvePoint(int T, float Cells, float Divisions, float LatencyMilliseconds);

/// <summary>Figures over a whole series in bounded memory: when it is full, every other point goes, and from then on fewer are
/// taken.</summary>
internal sealed class Curve(int capacity)
{
    private readonly List<CurvePoint> _points = new(capacity);
    private int _stride = 1;
    private int _skipped;
    private CurvePoint? _newest;

    /// <summary>Adds a point.</summary>
    public void Add(in CurvePoint point)
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
    public CurvePoint[] Points() =>
        _newest is { } newest && (_points.Count == 0 || _points[^1] != newest) ? [.. _points, newest] : [.. _points];

    private void Thin()
    {
        var kept = 0;
        for (var i = 0; i < _points.Count; i += 2)
            _points[kept++] = _points[i];
        _points.RemoveRange(kept, _points.Count - kept);
        _stride *= 2;
    }
}
