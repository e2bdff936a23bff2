using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Safety;

/// <summary>What is known of the settings of each microscope. Any thread.</summary>
internal sealed class KnownSettings
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MicroscopeSettings> _now = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, MicroscopeSettings> _recorded = [];

    /// <summary>The settings of every adapter at arming.</summary>
    public IReadOnlyDictionary<string, MicroscopeSettings> Recorded => Volatile.Read(ref _recorded);

    /// <summary>The settings of every adapter now, as far as is known.</summary>
    public IReadOnlyDictionary<string, MicroscopeSettings> Now
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, MicroscopeSettings>(_now, StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>The longest interval that an adapter tells, seconds; 0: none tells.</summary>
    public double IntervalSeconds
    {
        get
        {
            lock (_lock)
                return _now.Values.Max(s => s.IntervalSeconds) ?? 0;
        }
    }

    /// <summary>The settings that were read at arming.</summary>
    public void Record(IReadOnlyDictionary<string, MicroscopeSettings> read)
    {
        Volatile.Write(ref _recorded, new Dictionary<string, MicroscopeSettings>(read, StringComparer.OrdinalIgnoreCase));
        lock (_lock)
        {
            _now.Clear();
            foreach (var (adapter, settings) in read)
                _now[adapter] = settings;
        }
    }

    /// <summary>What an adapter's settings are after a change, as far as is known.</summary>
    public void Apply(string adapter, MicroscopeSettings change)
    {
        lock (_lock)
            _now[adapter] = Over(_now.GetValueOrDefault(adapter, MicroscopeSettings.None), change);
    }

    /// <summary>What an adapter's settings may be after a change of which nobody knows whether it was carried out: of what was and what
    /// was asked for, that which gives more light.</summary>
    public void ApplyBrighter(string adapter, MicroscopeSettings change)
    {
        lock (_lock)
        {
            var before = _now.GetValueOrDefault(adapter, MicroscopeSettings.None);
            _now[adapter] = Over(before, change) with
            {
                PowerPercent = Most(before.PowerPercent, change.PowerPercent),
                ExposureMilliseconds = Most(before.ExposureMilliseconds, change.ExposureMilliseconds),
                IntervalSeconds = -Most(-before.IntervalSeconds, -change.IntervalSeconds),
            };
        }
    }

    /// <summary>What all adapters' settings would be after a change.</summary>
    public IReadOnlyDictionary<string, MicroscopeSettings> After(string adapter, MicroscopeSettings change)
    {
        var after = new Dictionary<string, MicroscopeSettings>(Now, StringComparer.OrdinalIgnoreCase);
        after[adapter] = Over(after.GetValueOrDefault(adapter, MicroscopeSettings.None), change);
        return after;
    }

    private static double? Most(double? a, double? b) => a is { } one && b is { } other ? Math.Max(one, other) : a ?? b;

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
