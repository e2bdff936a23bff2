using Cellect.Data.Regions;

namespace Cellect.Data.Status;

/// <summary>A condition was met: what came of it; immutable.</summary>
internal sealed record TriggerFiring
{
    /// <summary>Most firings that are remembered, and as many that were held back.</summary>
    public const int Most = 20;

    /// <summary>Most characters of a text.</summary>
    public const int LongestText = 200;

    /// <summary>When it was decided, UTC, our clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The acquisition run that <see cref="T"/> belongs to.</summary>
    public required string Series { get; init; }

    /// <summary>Time point decided on.</summary>
    public required int T { get; init; }

    /// <summary>Names it in the audit log and on topic <c>trigger</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The mode then.</summary>
    public TriggerMode Mode { get; init; }

    /// <summary>Track that it is about, of a division the mother; 0: none.</summary>
    public int Track { get; init; }

    /// <summary>Where, µm of the volume's frame; null where it has no place.</summary>
    public Position? Place { get; init; }

    /// <summary>The guard that held it back; empty: it fired. <see cref="HeldBackWords"/> says what it means.</summary>
    public string HeldBackBy { get; init; } = "";

    /// <summary>What it asked of the microscopes, and what they answered; empty where it was held back or asks for nothing.</summary>
    public IReadOnlyList<FiredAction> Actions { get; init; } = [];
}

/// <summary>An action of a firing.</summary>
/// <param name="Key">Names it in the audit log and to the microscope.</param>
/// <param name="Adapter">The adapter that carries it.</param>
/// <param name="Asked">What is asked for in words, such as <c>interval 10 s, power 12 %</c>.</param>
/// <param name="Outcome"><c>waiting</c> until it has ended; <c>observed</c>: nothing is sent in this mode; then as
/// <see cref="TriggerNews.Event"/>: <c>done</c>, <c>refused</c>, <c>expired</c>, <c>dry-run</c>, <c>unacknowledged</c>,
/// <c>failed</c>.</param>
internal sealed record FiredAction(string Key, string Adapter, string Asked, string Outcome)
{
    /// <summary>Key of one action of a firing.</summary>
    /// <param name="firing">Key of the firing.</param>
    /// <param name="index">Which of the rule's actions, from 0.</param>
    public static string KeyOf(string firing, int index) => FormattableString.Invariant($"{firing}-a{index}");

    /// <summary>What the microscope answered, or why it was not asked; empty when there is nothing to say.</summary>
    public string Answer { get; init; } = "";

    /// <summary>From sending to the acknowledgement, milliseconds; null: none came.</summary>
    public double? Milliseconds { get; init; }
}
