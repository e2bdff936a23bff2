using Cellect.Data.Regions;

namespace Cellect.Data.Status;

/// <summary>Something that the triggers did, for those who listen to topic <c>trigger</c>.</summary>
internal sealed record TriggerNews
{
    /// <summary><c>fired</c>, <c>refused</c>, <c>expired</c>, <c>dry-run</c>, <c>done</c>, <c>unacknowledged</c>, <c>failed</c>,
    /// <c>armed</c>, <c>disarmed</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The mode then.</summary>
    public required TriggerMode Mode { get; init; }

    /// <summary>The rule; empty where it is about none.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Key of the firing or of the action; empty where there is none.</summary>
    public string Key { get; init; } = "";

    /// <summary>Time point decided on; -1: none.</summary>
    public int T { get; init; } = -1;

    /// <summary>Track that it is about, of a division the mother; 0: none.</summary>
    public int Track { get; init; }

    /// <summary>Where, µm of the volume's frame; null where it has no place.</summary>
    public Position? Place { get; init; }

    /// <summary>Why, for people.</summary>
    public string Detail { get; init; } = "";

    /// <summary>When it was decided, sent and acknowledged: UTC nanoseconds, our clock; 0: not.</summary>
    public (long DecidedNs, long SentNs, long AcknowledgedNs) Stamps { get; init; }
}
