using System.Globalization;

namespace Cellect.Data.Status;

/// <summary>Times as people at the microscope read them; files and messages keep UTC.</summary>
internal static class LocalTime
{
    /// <summary>Date, time and its distance from UTC.</summary>
    public static string Text(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>The time of the day alone.</summary>
    public static string OfDay(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
