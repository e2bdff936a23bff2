using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Safety;

/// <summary>What is known of the settings of each microscope, and of all together.</summary>
internal sealed class KnownSettings
{
    private readonly Dictionary<string, MicroscopeSettings> _now = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings of every adapter at arming.</summary>
    public IReadOnlyDictionary<string, MicroscopeSettings> Recorded { get; private set; } = new Dictionary<string, MicroscopeSettings>();

    /// <summary>All adapters' settings as one; where several tell the same thing, the last by name.</summary>
    public MicroscopeSettings Together =>
        _now.OrderBy(pair => pair.Key, StringComparer.Ordinal).Aggregate(MicroscopeSettings.None, (all, pair) => Over(all, pair.Value));

    /// <summary>The settings that were read at arming.</summary>
    public void Record(IReadOnlyDictionary<string, MicroscopeSettings> read)
    {
        Recorded = new Dictionary<string, MicroscopeSettings>(read, StringComparer.OrdinalIgnoreCase);
        _now.Clear();
        foreach (var (adapter, settings) in read)
            _now[adapter] = settings;
    }

    /// <summary>What an adapter's settings are after a change, as far as is known.</summary>
    public void Apply(string adapter, MicroscopeSettings change) =>
        _now[adapter] = Over(_now.GetValueOrDefault(adapter, MicroscopeSettings.None), change);

    /// <summary>What all settings would be after a change.</summary>
    public MicroscopeSettings After(MicroscopeSettings change) => Over(Together, change);

    private static MicroscopeSettings Over(MicroscopeSettings before, MicroscopeSettings change) =>
        before with
        {
            IntervalSeconds = change.IntervalSeconds ?? before.IntervalSeconds,
            PowerPercent = change.PowerPercent ?? before.PowerPercent,
            ExposureMilliseconds = change.ExposureMilliseconds ?? before.ExposureMilliseconds,
            StageMicrometres = change.StageMicrometres ?? before.StageMicrometres,
            Region = change.Region ?? before.Region,
        };
}
