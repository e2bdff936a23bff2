namespace Cellect.Data.Status;

/// <summary>How the triggers are doing; immutable, replaced as a whole, so that any thread reads it without waiting.</summary>
internal sealed record TriggerStatus
{
    /// <summary>The mode now.</summary>
    public TriggerMode Mode { get; init; }

    /// <summary>When arming expires; null while not armed.</summary>
    public DateTimeOffset? ArmedUntil { get; init; }

    /// <summary>Where commands are taken, <c>tcp://ADDRESS:PORT</c>; empty while that is not known.</summary>
    public string Commands { get; init; } = "";

    /// <summary>Why nothing can be armed or disarmed from here, with the remedy; empty: it can be. A stop is tried in any case. Not
    /// published.</summary>
    public string ReadOnly { get; init; } = "";

    /// <summary>What the newest command from here was answered, such as <c>arm 1800: arming</c>; empty before the first, and where commands
    /// are carried out at once. Not published.</summary>
    public string CommandAnswer { get; init; } = "";

    /// <summary>Rules in force.</summary>
    public int Rules { get; init; }

    /// <summary>Firings since start, sent or not.</summary>
    public long Fired { get; init; }

    /// <summary>Times that a condition was met and a guard held it back.</summary>
    public long HeldBack { get; init; }

    /// <summary>Actions that the safety envelope, the deadline or the microscope refused.</summary>
    public long Refused { get; init; }

    /// <summary>Actions acknowledged by the microscope.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Actions that failed or whose acknowledgement never came.</summary>
    public long Failed { get; init; }

    /// <summary>The newest firing in one line; empty before the first.</summary>
    public string LastFiring { get; init; } = "";

    /// <summary>What a person at the microscope must know about the triggers now, a sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Alerts => [.. AlertDetails.Select(a => a.Remedy.Length > 0 ? $"{a.Text}; {a.Remedy}" : a.Text)];

    /// <summary>The same alerts with code, time, number and remedy apart.</summary>
    public IReadOnlyList<Alert> AlertDetails { get; init; } = [];

    /// <summary>Whether the microscope is being put back now.</summary>
    public bool IsPuttingBack { get; init; }

    /// <summary>How the newest arming ended and what became of the microscope, in one line; empty before the first.</summary>
    public string LastDisarming { get; init; } = "";

    /// <summary>The rules in force, in words, in their order; as many as <see cref="Rules"/>.</summary>
    public IReadOnlyList<RuleStatus> RuleDetails { get; init; } = [];

    /// <summary>What the safety envelope has left: those of its limits that are set.</summary>
    public IReadOnlyList<SafetyLimit> Limits { get; init; } = [];

    /// <summary>The newest firings, newest first; at most <see cref="TriggerFiring.Most"/>.</summary>
    public IReadOnlyList<TriggerFiring> Firings { get; init; } = [];

    /// <summary>What a guard held back of late, newest first, apart from <see cref="Firings"/> because it may come much more often; at most
    /// <see cref="TriggerFiring.Most"/>.</summary>
    public IReadOnlyList<TriggerFiring> Withheld { get; init; } = [];
}
