namespace Cellect.Analysis.Proliferation;

/// <summary>A straight line through points, by least squares (with an intercept), from running means: one point more costs the same
/// however many there are.</summary>
internal sealed class Regression
{
    private long _count;
    private double _meanX,
        _meanY,
        _xx,
        _yy,
        _xy;

    /// <summary>Slope of y over x; null before x has changed.</summary>
    public double? Slope => _xx > 0 ? _xy / _xx : null;

    /// <summary>Share of the variance of y that the line explains, 0 to 1; null before both have changed.</summary>
    public double? RSquared => _xx > 0 && _yy > 0 ? _xy * _xy / (_xx * _yy) : null;

    public void Add(double x, double y)
    {
        _count++;
        var (dx, dy) = (x - _meanX, y - _meanY);
        _meanX += dx / _count;
        _meanY += dy / _count;
        _xx += dx * (x - _meanX);
        _yy += dy * (y - _meanY);
        _xy += dx * (y - _meanY);
    }
}
