using System.Globalization;
using Cellect.Data.Status;

namespace Cellect.Triggers.Control;

/// <summary>The status as a line of text: the mode, then the rest for people.</summary>
internal static class CommandStatus
{
    /// <summary>What the answer to a stop or a disarming ends with when its outcome is still to come.</summary>
    public const string BeingPutBack = "the microscope is being put back";

    /// <summary>Asks for the outcome of the newest disarming or putting back.</summary>
    public const string OutcomeWord = "outcome";

    /// <summary>The outcome while it is still to come.</summary>
    public const string Waiting = "waiting";

    /// <summary>The line.</summary>
    public static string Line(TriggerStatus status)
    {
        var until = status.ArmedUntil is { } time ? $" until {LocalTime.Text(time)}" : "";
        var alerts = status.Alerts.Count > 0 ? "; " + OneLine(string.Join("; ", status.Alerts)) : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Mode}{until}: {status.Rules} rules, {status.Fired} fired, {status.HeldBack} held back, "
                + $"{status.Acknowledged} done, {status.Refused} not sent, {status.Failed} failed{alerts}"
        );
    }

    /// <summary>What became of the microscope, or that it is still to come.</summary>
    public static string Outcome(TriggerStatus status) =>
        status.IsPuttingBack ? Waiting
        : status.LastDisarming.Length > 0 ? OneLine(status.LastDisarming)
        : "nothing was put back since the service started";

    /// <summary>The mode that a line begins with.</summary>
    public static bool IsArmed(string line) => line.StartsWith(nameof(TriggerMode.Armed), StringComparison.Ordinal);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
