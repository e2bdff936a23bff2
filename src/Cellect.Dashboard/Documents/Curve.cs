namespace Cellect.Dashboard.Documents;

/// <summary>Figures over a whole series in bounded memory: when it is full every other point goes, and from then on fewer are taken.
/// </summary>
internal sealed class Curve(int capacity)
{
    private readonly List<CurvePoint> _points = new(capacity);
    private CurvePoint? _newest;
    private int _stride = 1;
    private int _passed;

    /// <summary>Adds a point.</summary>
    public void Add(in CurvePoint point)
    {
        _newest = point;
        if (++_passed < _stride)
            return;
        _passed = 0;
        if (_points.Count == capacity)
        {
            for (var i = 1; i < _points.Count; i++)
                _points.RemoveAt(i);
            _stride *= 2;
        }

        _points.Add(point);
    }

    /// <summary>The points, oldest first; the newest is always among them.</summary>
    public CurvePoint[] Points() =>
        _newest is { } newest && (_points.Count == 0 || _points[^1] != newest) ? [.. _points, newest] : [.. _points];

    /// <summary>A series begins.</summary>
    public void Clear()
    {
        _points.Clear();
        (_newest, _stride, _passed) = (null, 1, 0);
    }
}
