namespace Cellect.Triggers.Actions;

/// <summary>What became of an action.</summary>
internal sealed record ActionReply
{
    /// <summary>How it ended.</summary>
    public required ActionOutcome Outcome { get; init; }

    /// <summary>For people: why, or what was unusual; empty when there is nothing to say.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The settings after the action as the microscope's side tells them; null when it does not tell.</summary>
    public MicroscopeSettings? ReadBack { get; init; }

    /// <summary>
    /// What was asked for and reads back otherwise (a microscope may clamp a value): one clause for each; empty when all agrees or
    /// nothing was read back.
    /// </summary>
    public string Mismatch { get; init; } = "";

    /// <summary>When the first attempt was handed to the socket, UTC nanoseconds since 1970; 0: never.</summary>
    public long SentNs { get; init; }

    /// <summary>When the acknowledgement came, UTC nanoseconds since 1970; 0: never.</summary>
    public long AcknowledgedNs { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }
}
