namespace Cellect.Triggers.Actions;

/// <summary>What a microscope is asked to do. An adapter takes at most <see cref="MaxCells"/> cells; the rest is left out.</summary>
internal sealed record ActionRequest
{
    /// <summary>Most cells that are sent along.</summary>
    public const int MaxCells = 64;

    /// <summary>The rule of a request that puts the recorded state back.</summary>
    public const string RestoreRule = "restore";

    /// <summary>Most characters of <see cref="Key"/>.</summary>
    public const int MaxKeyChars = 200;

    /// <summary>
    /// Idempotency key: unique for each firing, the same in every attempt to deliver it. The microscope's side carries a key out
    /// once. 1 to <see cref="MaxKeyChars"/> printable ASCII characters (it travels in an HTTP header too).
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Name of the rule that fired; <see cref="RestoreRule"/> when the recorded state is put back.</summary>
    public required string Rule { get; init; }

    /// <summary>The acquisition run; empty when there is none.</summary>
    public required string Series { get; init; }

    /// <summary>Time point of the volume that was decided on; -1 when there is none.</summary>
    public required int TimePoint { get; init; }

    /// <summary>What to change.</summary>
    public required MicroscopeSettings Change { get; init; }

    /// <summary>When it was decided, and until when it may be sent.</summary>
    public required DecisionStamps Stamps { get; init; }

    /// <summary>The cells that it is about.</summary>
    public IReadOnlyList<ActionCell> Cells { get; init; } = [];

    /// <summary>
    /// The request that returns a microscope to the state recorded at arming. Its key depends on arming and adapter alone: the
    /// service and the watchdog may both send it, and it is carried out once.
    /// </summary>
    /// <param name="arming">Identifies the arming, unique for each.</param>
    /// <param name="adapter">Name of the adapter.</param>
    /// <param name="recorded">What was read at arming.</param>
    /// <param name="nowNs">UTC nanoseconds since 1970.</param>
    public static ActionRequest Restore(string arming, string adapter, MicroscopeSettings recorded, long nowNs) =>
        new()
        {
            Key = $"restore-{arming}-{adapter}",
            Rule = RestoreRule,
            Series = "",
            TimePoint = -1,
            Change = recorded,
            Stamps = new DecisionStamps(0, 0, 0, nowNs),
        };
}
