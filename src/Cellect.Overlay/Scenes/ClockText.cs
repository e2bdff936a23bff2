using System.Globalization;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>When a time point was exposed, in words.</summary>
internal static class ClockText
{
    private const double TicksOfANanosecond = 0.01;

    /// <summary>Time of the day and time since the series' first time point; empty where the sender tells no times.</summary>
    /// <param name="snapshot">The time point.</param>
    /// <param name="zone">Of the day.</param>
    public static string Of(OverlaySnapshot? snapshot, TimeZoneInfo zone)
    {
        if (snapshot is not { ExposureEndNs: > 0 })
            return "";
        var at = TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddTicks((long)(snapshot.ExposureEndNs * TicksOfANanosecond)), zone);
        var clock = at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return snapshot.BeganNs > 0 ? $"{clock}   +{Elapsed(snapshot.ExposureEndNs - snapshot.BeganNs)}" : clock;
    }

    private static string Elapsed(long nanoseconds)
    {
        var time = TimeSpan.FromTicks(nanoseconds / 100);
        return time.TotalSeconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }
}
