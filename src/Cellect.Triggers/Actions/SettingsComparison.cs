using System.Globalization;

namespace Cellect.Triggers.Actions;

/// <summary>Tells where a microscope did not take what it was asked for.</summary>
internal static class SettingsComparison
{
    // Devices round to their own steps; what differs more was clamped or refused.
    private const double RelativeTolerance = 0.01;
    private const double SmallestTolerance = 1e-6;
    private const double PlaceToleranceMicrometres = 1;

    /// <summary>One clause for each setting that was asked for and reads back otherwise; empty when all agrees. What is not read back is
    /// passed over.</summary>
    public static string Mismatch(MicroscopeSettings asked, MicroscopeSettings readBack)
    {
        var clauses = new List<string>();
        Compare(clauses, "interval", "s", asked.IntervalSeconds, readBack.IntervalSeconds);
        Compare(clauses, "power", "%", asked.PowerPercent, readBack.PowerPercent);
        Compare(clauses, "exposure", "ms", asked.ExposureMilliseconds, readBack.ExposureMilliseconds);
        Compare(clauses, "stage", asked.StageMicrometres, readBack.StageMicrometres);
        Compare(clauses, "origin of the region", asked.Region?.OriginMicrometres, readBack.Region?.OriginMicrometres);
        Compare(clauses, "size of the region", asked.Region?.SizeMicrometres, readBack.Region?.SizeMicrometres);
        foreach (var (name, text) in asked.Extras)
            if (readBack.Extras.TryGetValue(name, out var other) && !Same(text, other))
                clauses.Add($"{name} is '{other}', not '{text}'");
        return string.Join("; ", clauses);
    }

    private static void Compare(List<string> clauses, string name, string unit, double? asked, double? readBack)
    {
        if (asked is { } a && readBack is { } b && !Close(a, b))
            clauses.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {b:0.###} {unit}, not {a:0.###} {unit}"));
    }

    private static void Compare(List<string> clauses, string name, Point3? asked, Point3? readBack)
    {
        if (asked is { } a && readBack is { } b && Point3.Distance(a, b) > PlaceToleranceMicrometres)
            clauses.Add($"{name} is {b} µm, not {a} µm");
    }

    // A device may write 5 as 5.0000.
    private static bool Same(string asked, string readBack) =>
        asked == readBack
        || (
            double.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && double.TryParse(readBack, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
            && Close(a, b)
        );

    private static bool Close(double a, double b) => Math.Abs(a - b) <= Math.Max(SmallestTolerance, RelativeTolerance * Math.Abs(a));
}
