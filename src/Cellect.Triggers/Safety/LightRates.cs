using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Safety;

/// <summary>How fast each channel of light gives light: power / 100 × exposure of a plane × planes / interval.</summary>
/// <remarks>
/// A channel is an adapter that tells its power, or is told it. Exposure and interval that it does not tell are those of the others: the
/// longest and the shortest. What nobody tells counts as the highest that is allowed, and as light without a pause where nothing is said
/// of that either. Where no adapter tells power there is one channel, of the highest power that is allowed.
/// </remarks>
/// <param name="limits">What is allowed.</param>
internal sealed class LightRates(EnvelopeOptions limits)
{
    /// <summary>Name of the channel when nobody tells power.</summary>
    public const string Unknown = "unknown light";

    private const double FullPower = 100;

    /// <summary>Seconds of full power a second of each channel.</summary>
    /// <param name="settings">What is known of each adapter.</param>
    /// <param name="planes">Planes of a volume.</param>
    public IReadOnlyDictionary<string, double> Of(IReadOnlyDictionary<string, MicroscopeSettings> settings, int planes)
    {
        var lights = settings.Where(s => s.Value.PowerPercent is not null).ToList();
        if (lights.Count == 0)
            return new Dictionary<string, double> { [Unknown] = Rate(MicroscopeSettings.None, settings.Values, planes) };
        return lights.ToDictionary(s => s.Key, s => Rate(s.Value, settings.Values, planes), StringComparer.OrdinalIgnoreCase);
    }

    private double Rate(MicroscopeSettings own, IEnumerable<MicroscopeSettings> all, int planes)
    {
        var power = own.PowerPercent ?? limits.MaxPowerPercent ?? FullPower;
        var exposure = own.ExposureMilliseconds ?? all.Max(s => s.ExposureMilliseconds) ?? limits.MaxExposureMilliseconds;
        var interval = own.IntervalSeconds ?? all.Min(s => s.IntervalSeconds) ?? limits.MinIntervalSeconds;
        var share = exposure is { } milliseconds && interval is > 0 ? milliseconds / 1e3 * planes / interval.Value : 1;
        return power / FullPower * share;
    }
}
