namespace Cellect.Data.Exchange;

/// <summary>Names of units as programs for tracks write them.</summary>
internal static class Units
{
    /// <summary>Length of a unit in micrometres; null for pixels and unknown names.</summary>
    public static double? Micrometres(string unit) =>
        unit.Trim().ToLowerInvariant() switch
        {
            "micrometer" or "micrometre" or "micron" or "microns" or "um" or "\u00b5m" or "\u03bcm" => 1,
            "nanometer" or "nanometre" or "nm" => 1e-3,
            "millimeter" or "millimetre" or "mm" => 1e3,
            _ => null,
        };

    /// <summary>Length of a unit of time in seconds; null for frames and unknown names.</summary>
    public static double? Seconds(string unit) =>
        unit.Trim().ToLowerInvariant() switch
        {
            "s" or "sec" or "second" or "seconds" => 1,
            "ms" or "msec" or "millisecond" => 1e-3,
            "min" or "minute" or "minutes" => 60,
            "h" or "hr" or "hour" or "hours" => 3600,
            _ => null,
        };
}
