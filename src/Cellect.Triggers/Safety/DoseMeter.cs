using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Safety;

/// <summary>Light within the last hour, in seconds of full power: power / 100 × exposure of a plane × planes, for every interval that has
/// passed.</summary>
internal sealed class DoseMeter
{
    private const long HourNs = 3_600_000_000_000;

    private readonly List<(long FromNs, double Rate)> _rates = [];

    /// <summary>Seconds of full power a second; null where the settings do not tell.</summary>
    /// <param name="settings">Power, exposure and interval.</param>
    /// <param name="planes">Planes of a volume.</param>
    public static double? Rate(MicroscopeSettings settings, int planes) =>
        settings is { PowerPercent: { } power, ExposureMilliseconds: { } exposure, IntervalSeconds: { } interval } && interval > 0
            ? power / 100 * (exposure / 1e3) * planes / interval
            : null;

    /// <summary>From now on light falls at another rate.</summary>
    public void Set(long nowNs, double rate)
    {
        _rates.Add((nowNs, rate));
        while (_rates.Count > 1 && nowNs - _rates[1].FromNs > HourNs)
            _rates.RemoveAt(0);
    }

    /// <summary>Forgets everything: the triggers have been armed.</summary>
    public void Reset() => _rates.Clear();

    /// <summary>Seconds of full power within the hour before now.</summary>
    public double UsedSeconds(long nowNs)
    {
        var used = 0.0;
        for (var i = 0; i < _rates.Count; i++)
        {
            var (from, to) = (Math.Max(_rates[i].FromNs, nowNs - HourNs), i + 1 < _rates.Count ? _rates[i + 1].FromNs : nowNs);
            used += Math.Max(0, to - from) / 1e9 * _rates[i].Rate;
        }

        return used;
    }
}
