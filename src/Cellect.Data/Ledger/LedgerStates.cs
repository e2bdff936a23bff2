namespace Cellect.Data.Ledger;

/// <summary>The states in which a time point can be.</summary>
public static class LedgerStates
{
    /// <summary>Nothing of it has come yet; becomes <see cref="Missing"/> when the series is closed.</summary>
    public const string Awaited = "awaited";

    /// <summary>Received and on its way through the pipeline.</summary>
    public const string InFlight = "in-flight";

    /// <summary>Tracked, published and recorded.</summary>
    public const string Processed = "processed";

    /// <summary>Never came.</summary>
    public const string Missing = "missing";

    /// <summary>Came when a later time point had been passed on already.</summary>
    public const string Late = "late";

    /// <summary>Came, and could not be read.</summary>
    public const string Malformed = "malformed";

    /// <summary>Came, and was thrown away: this, followed by the reason.</summary>
    public const string DroppedPrefix = "dropped:";

    internal static bool IsState(string text) =>
        text is InFlight or Processed or Missing or Late or Malformed
        || (text.StartsWith(DroppedPrefix, StringComparison.Ordinal) && text.Length > DroppedPrefix.Length);
}
