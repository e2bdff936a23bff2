using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>What holds a firing back though the condition is met. Times are those of the stream's clock.</summary>
internal sealed class GuardOptions
{
    /// <summary>Time after a firing of the rule in which it does not fire again, seconds.</summary>
    /// <value>0 to 86,400 s; default 0.</value>
    [Range(0.0, 86_400.0)]
    public double CooldownSeconds { get; init; }

    /// <summary>Time after a firing for a track in which the rule does not fire again for it, its mother or its daughters,
    /// seconds.</summary>
    /// <value>0 to 86,400 s; default 0.</value>
    [Range(0.0, 86_400.0)]
    public double TrackCooldownSeconds { get; init; }

    /// <summary>Most firings of the rule in a series since arming.</summary>
    /// <value>1 to 1,000,000; default null: any number.</value>
    [Range(1, 1_000_000)]
    public int? MaxFirings { get; init; }

    /// <summary>Volumes at the start of a series in which the rule does not fire.</summary>
    /// <value>0 to 100,000; default 3.</value>
    [Range(0, 100_000)]
    public int WarmUpVolumes { get; init; } = 3;

    /// <summary>Whether the rule may fire on what was linked across lost volumes.</summary>
    /// <value>Default false.</value>
    public bool AcrossGaps { get; init; }

    /// <summary>Oldest that a volume may be, from the end of exposure to its tracks, for the rule to fire on it, seconds: older is
    /// stale.</summary>
    /// <value>0.001 to 86,400 s; default 30 s.</value>
    [Range(0.001, 86_400.0)]
    public double MaxAgeSeconds { get; init; } = 30;
}
