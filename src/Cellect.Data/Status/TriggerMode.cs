namespace Cellect.Data.Status;

/// <summary>What becomes of a rule that fires.</summary>
internal enum TriggerMode
{
    /// <summary>Rules are not evaluated.</summary>
    Off,

    /// <summary>Rules are evaluated and written to the audit log; no request is made.</summary>
    Observe,

    /// <summary>Everything but sending: requests are made and checked against the safety envelope.</summary>
    DryRun,

    /// <summary>Requests are sent. Only by arming, and only until it expires.</summary>
    Armed,
}
