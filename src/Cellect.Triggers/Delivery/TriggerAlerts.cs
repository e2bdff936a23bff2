namespace Cellect.Triggers.Delivery;

/// <summary>Codes of the alerts of the triggers.</summary>
internal static class TriggerAlerts
{
    /// <summary>It was asked to arm and could not.</summary>
    public const string NotArmed = "not-armed";

    /// <summary>An arming ended by itself.</summary>
    public const string Disarmed = "disarmed";

    /// <summary>Changed rules have mistakes.</summary>
    public const string Rules = "rules-refused";

    /// <summary>The triggers have failed and are off.</summary>
    public const string Failed = "triggers-failed";

    /// <summary>A microscope does not acknowledge; the name of its adapter follows.</summary>
    public const string Silent = "adapter-silent-";

    /// <summary>An arming was not undone when service and watchdog died.</summary>
    public const string NotUndone = "arming-not-undone";

    /// <summary>A volume's time of exposure cannot be.</summary>
    public const string Clock = "exposure-clock";

    /// <summary>Replayed volumes come while a real microscope is armed.</summary>
    public const string Replay = "replay-armed";

    /// <summary>The light of the last hour is not kept on disk.</summary>
    public const string Dose = "dose-not-kept";
}
