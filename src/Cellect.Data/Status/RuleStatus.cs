namespace Cellect.Data.Status;

/// <summary>A rule in force, in words, and what has become of it since the service's start; immutable.</summary>
internal sealed record RuleStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The condition in words, such as <c>a cell divides, with at least 0.6, in tip</c>; at most
    /// <see cref="TriggerFiring.LongestText"/> characters.</summary>
    public required string When { get; init; }

    /// <summary>What it asks of the microscopes in words, one each, such as <c>scope: interval 10 s, power 12 %</c>; empty: it is published
    /// and written to the audit log alone. As long as <see cref="When"/> at most.</summary>
    public IReadOnlyList<string> Then { get; init; } = [];

    /// <summary>Times that it has fired, sent or not.</summary>
    public long Fired { get; init; }

    /// <summary>Times that its condition was met and a guard held it back.</summary>
    public long HeldBack { get; init; }

    /// <summary>When it fired last, UTC; null: not yet.</summary>
    public DateTimeOffset? LastFired { get; init; }

    /// <summary>When it was held back last, UTC; null: not yet.</summary>
    public DateTimeOffset? LastHeldBack { get; init; }

    /// <summary>The guard that held it back last, as in <see cref="TriggerFiring.HeldBackBy"/>; empty: none yet.</summary>
    public string LastHeldBackBy { get; init; } = "";
}
