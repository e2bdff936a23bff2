namespace Cellect.Lab.Reports.Biology;

/// <summary>The unit in which times of a picture are read most easily.</summary>
/// <param name="Name">Name of the unit.</param>
/// <param name="Seconds">Its length.</param>
internal readonly record struct TimeAxis(string Name, double Seconds)
{
    /// <summary>Seconds, minutes or hours, by the longest time that is shown.</summary>
    public static TimeAxis For(double longestSeconds) =>
        longestSeconds < 180 ? new TimeAxis("s", 1)
        : longestSeconds < 3 * 3600 ? new TimeAxis("min", 60)
        : new TimeAxis("h", 3600);

    /// <summary>A time in this unit.</summary>
    public double Of(double seconds) => seconds / Seconds;
}
