namespace Cellect.Triggers.Actions;

/// <summary>How an action ended. Every request ends in exactly one of these.</summary>
internal enum ActionOutcome
{
    /// <summary>The microscope's side says that it was carried out (now or, for a repeated key, before).</summary>
    Done,

    /// <summary>The microscope's side, or the adapter before anything was sent, will not do it: nothing was changed.</summary>
    Refused,

    /// <summary>It was sent and no acknowledgement came: it may or may not have been carried out.</summary>
    Unacknowledged,

    /// <summary>It could not be sent: nothing was changed.</summary>
    Failed,
}
