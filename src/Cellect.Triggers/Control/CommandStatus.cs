using System.Globalization;
using Cellect.Data.Status;

namespace Cellect.Triggers.Control;

/// <summary>The status as a line of text: the mode, then the rest for people.</summary>
internal static class CommandStatus
{
    /// <summary>The line.</summary>
    public static string Line(TriggerStatus status)
    {
        var until = status.ArmedUntil is { } time ? FormattableString.Invariant($" until {time:u}") : "";
        var alerts = status.Alerts.Count > 0 ? "; " + string.Join("; ", status.Alerts).ReplaceLineEndings(" ") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Mode}{until}: {status.Rules} rules, {status.Fired} fired, {status.HeldBack} held back, "
                + $"{status.Acknowledged} done, {status.Refused} not sent, {status.Failed} failed{alerts}"
        );
    }

    /// <summary>The mode that a line begins with.</summary>
    public static bool IsArmed(string line) => line.StartsWith(nameof(TriggerMode.Armed), StringComparison.Ordinal);
}
