namespace Cellect.Data.TiffFiles;

/// <summary>Names of units as ImageJ and OME write them.</summary>
internal static class LengthUnits
{
    /// <summary>Length of a unit in micrometres; null for pixels and unknown names.</summary>
    public static double? Micrometres(string unit) =>
        unit.Trim() switch
        {
            "micron" or "microns" or "micrometer" or "micrometre" or "um" or "\u00b5m" or "\u03bcm" or @"\u00B5m" or @"\u03BCm" => 1,
            "nm" or "nanometer" => 1e-3,
            "mm" or "millimeter" => 1e3,
            "cm" => 1e4,
            "m" => 1e6,
            _ => null,
        };

    /// <summary>Length of a unit of time in seconds; null for unknown names.</summary>
    public static double? Seconds(string unit) =>
        unit.Trim() switch
        {
            "s" or "sec" or "second" or "seconds" => 1,
            "ms" or "msec" or "millisecond" or "milliseconds" => 1e-3,
            "\u00b5s" or "\u03bcs" => 1e-6,
            "min" or "minute" or "minutes" => 60,
            "h" or "hr" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86_400,
            _ => null,
        };
}
