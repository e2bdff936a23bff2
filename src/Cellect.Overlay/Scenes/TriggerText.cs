using Cellect.Data.Status;

namespace Cellect.Overlay.Scenes;

/// <summary>The state of the triggers in words that cannot be misread.</summary>
internal static class TriggerText
{
    /// <summary>The badge's words.</summary>
    /// <param name="status">How the triggers are doing.</param>
    /// <param name="now">Clock of <see cref="TriggerStatus.ArmedUntil"/>.</param>
    public static string Of(TriggerStatus status, DateTimeOffset now) =>
        status.Mode switch
        {
            TriggerMode.Observe => "OBSERVING",
            TriggerMode.DryRun => "DRY RUN",
            TriggerMode.Armed => "ARMED" + Rest(status.ArmedUntil, now),
            _ => status.ReadOnly.Length > 0 ? "READ ONLY" : "TRIGGERS OFF",
        };

    private static string Rest(DateTimeOffset? until, DateTimeOffset now)
    {
        if (until is not { } end)
            return "";
        var rest = end > now ? end - now : TimeSpan.Zero;
        return rest.TotalSeconds < 120 ? $" {(int)rest.TotalSeconds} s" : $" {(int)rest.TotalMinutes} min";
    }
}
