using System.Globalization;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Adapters;

/// <summary>
/// Settings as calls of Micro-Manager's core (MMCore API: setProperty, setExposure, setXYPosition, setPosition and their getters). All are
/// absolute, so that doing it twice is as once.
/// </summary>
internal sealed class CoreSettings(CoreOptions options)
{
    /// <summary>Why a change cannot be made by calls; null when it can.</summary>
    public string? Refusal(MicroscopeSettings change)
    {
        if (change.Region is not null)
            return "Micro-Manager's core has no region in micrometres; use a ZeroMq adapter and a script, or leave the "
                + "region out of the action";
        if (change.PowerPercent is not null && options.PowerProperty.Length == 0)
            return "power cannot be changed: Core:PowerProperty is not set (DEVICE/PROPERTY)";
        if (change.IntervalSeconds is not null && options.IntervalProperty.Length == 0)
            return "the interval cannot be changed: Core:IntervalProperty is not set (DEVICE/PROPERTY)";
        if (change.StageMicrometres is not null && !options.Stage)
            return "the stage cannot be moved: Core:Stage is false";
        return change.Extras.Keys.FirstOrDefault(name => !options.Properties.Contains(name)) is { } unknown
            ? $"property '{unknown}' is not in Core:Properties"
            : null;
    }

    /// <summary>The properties that a change sets: device, property, value.</summary>
    public IEnumerable<(string Device, string Property, string Value)> Properties(MicroscopeSettings change)
    {
        if (change.PowerPercent is { } power)
            yield return Split(options.PowerProperty, Text(power));
        if (change.IntervalSeconds is { } interval)
            yield return Split(options.IntervalProperty, Text(interval));
        foreach (var (name, text) in change.Extras)
            yield return Split(name, text);
    }

    /// <summary>Makes a change.</summary>
    /// <exception cref="CoreRefusal">The core threw; says what had been changed before.</exception>
    /// <exception cref="TimeoutException">No answer.</exception>
    public void Apply(MicroscopeSettings change, CoreCall call)
    {
        var done = new List<string>();
        try
        {
            foreach (var (device, property, value) in Properties(change))
                Do(done, $"{device}/{property}", () => call("setProperty", device, property, value));
            if (change.ExposureMilliseconds is { } exposure)
                Do(done, "exposure", () => call("setExposure", exposure));
            if (change.StageMicrometres is { } stage)
                Do(done, "stage", () => Move(stage, call));
        }
        catch (CoreRefusal e) when (done.Count > 0)
        {
            throw new CoreRefusal($"{e.Message}; changed before: {string.Join(", ", done)}");
        }
    }

    /// <summary>What can be read of the settings that can be changed.</summary>
    /// <exception cref="CoreRefusal">The core threw.</exception>
    /// <exception cref="TimeoutException">No answer.</exception>
    public MicroscopeSettings Read(CoreCall call) =>
        new()
        {
            PowerPercent = options.PowerProperty.Length > 0 ? Number(Property(options.PowerProperty, call), options.PowerProperty) : null,
            IntervalSeconds =
                options.IntervalProperty.Length > 0 ? Number(Property(options.IntervalProperty, call), options.IntervalProperty) : null,
            ExposureMilliseconds = Number(call("getExposure"), "getExposure"),
            StageMicrometres = options.Stage
                ? new Point3(
                    Number(call("getPosition"), "getPosition"),
                    Number(call("getYPosition"), "getYPosition"),
                    Number(call("getXPosition"), "getXPosition")
                )
                : null,
            Extras = options.Properties.ToDictionary(name => name, name => Property(name, call)),
        };

    private static void Do(List<string> done, string what, Action change)
    {
        change();
        done.Add(what);
    }

    // Acknowledged means arrived: the volumes that follow are taken there.
    private static void Move(Point3 stage, CoreCall call)
    {
        call("setXYPosition", stage.X, stage.Y);
        call("setPosition", stage.Z);
        call("waitForDevice", $"{call("getXYStageDevice")}");
        call("waitForDevice", $"{call("getFocusDevice")}");
    }

    private static string Property(string name, CoreCall call)
    {
        var (device, property, _) = Split(name, "");
        return call("getProperty", device, property) switch
        {
            string text => text,
            double number => Text(number),
            _ => throw new CoreRefusal($"property {name} has no value"),
        };
    }

    private static double Number(object? value, string what) =>
        value switch
        {
            double number when double.IsFinite(number) => number,
            string text
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
                number,
            _ => throw new CoreRefusal($"{what} gives '{value}', which is not a number"),
        };

    private static (string Device, string Property, string Value) Split(string name, string value)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return (name[..slash], name[(slash + 1)..], value);
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
