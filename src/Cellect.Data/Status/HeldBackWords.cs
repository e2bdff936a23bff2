namespace Cellect.Data.Status;

/// <summary>What it means that a guard held a rule back (docs/triggers.md, "Guards").</summary>
internal static class HeldBackWords
{
    /// <summary>A clause for people; the guard's own name where it is not known.</summary>
    /// <param name="guard"><see cref="TriggerFiring.HeldBackBy"/>.</param>
    public static string Of(string guard) =>
        guard switch
        {
            "warm-up" => "the series has only just begun",
            "gap" => "volumes were lost before it",
            "stale" => "the volume was too old",
            "max-firings" => "the rule has fired as often as it may",
            "cooldown" => "the rule fired a short while ago",
            "track-cooldown" => "the rule fired for this cell a short while ago",
            "rate-limit" => "all rules together fire too often",
            "not-confirmed" => "later volumes did not bear it out",
            "same-division" => "it is a division that was met before",
            _ => guard,
        };
}
