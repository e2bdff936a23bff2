using Cellect.Data.Status;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Delivery;

/// <summary>Tells how near the microscopes are to the limits that are set.</summary>
/// <param name="options">The limits.</param>
/// <param name="known">Settings of the microscopes.</param>
/// <param name="dose">Light so far.</param>
/// <param name="board">Gets the limits when one of them has changed.</param>
internal sealed class LimitReport(TriggerOptions options, KnownSettings known, DoseGuard dose, TriggerStatusStore board)
{
    private const int Decimals = 3;

    private sealed record Rate(int Used, int Most);

    private Rate _rate = new(0, options.MaxFiringsPerMinute);

    /// <summary>Firings within the minute before the newest frame, and the most that may be.</summary>
    public void Firings((int Used, int Most) now)
    {
        var before = Volatile.Read(ref _rate);
        if ((before.Used, before.Most) != now)
            Volatile.Write(ref _rate, new Rate(now.Used, now.Most));
    }

    /// <summary>Tells the limits as they are now.</summary>
    /// <param name="waiting">Actions that wait for the slowest microscope.</param>
    public void Show(int waiting)
    {
        List<SafetyLimit> limits = [.. Light(), .. Settings(known.Now), .. Numbers(waiting)];
        if (!board.Status.Limits.SequenceEqual(limits))
            board.Change(s => s with { Limits = limits });
    }

    private IEnumerable<SafetyLimit> Light()
    {
        if (options.Envelope.MaxDoseSecondsPerHour is { } most)
            yield return new SafetyLimit("light of the last hour", Math.Round(dose.UsedSeconds, Decimals), most, "s of full power");
    }

    private IEnumerable<SafetyLimit> Settings(IReadOnlyDictionary<string, MicroscopeSettings> now)
    {
        if (options.Envelope.MaxPowerPercent is { } power)
            yield return new SafetyLimit("power", now.Values.Max(s => s.PowerPercent), power, "%");
        if (options.Envelope.MaxExposureMilliseconds is { } exposure)
            yield return new SafetyLimit("exposure", now.Values.Max(s => s.ExposureMilliseconds), exposure, "ms");
        if (options.Envelope.MinIntervalSeconds is { } shortest)
            yield return new SafetyLimit("interval", now.Values.Min(s => s.IntervalSeconds), options.Envelope.MaxIntervalSeconds, "s")
            {
                Least = shortest,
            };
        if (options.Envelope.MaxStageTravelMicrometres is { } travel)
            yield return new SafetyLimit("stage travel", Travel(now), travel, "µm");
    }

    private IEnumerable<SafetyLimit> Numbers(int waiting)
    {
        var rate = Volatile.Read(ref _rate);
        yield return new SafetyLimit("firings a minute", rate.Used, rate.Most, "");
        yield return new SafetyLimit("actions waiting", waiting, options.WaitingActions, "");
    }

    private double? Travel(IReadOnlyDictionary<string, MicroscopeSettings> now)
    {
        var travelled = known
            .Recorded.Where(r => r.Value.StageMicrometres is not null && now.ContainsKey(r.Key))
            .Max(r => now[r.Key].StageMicrometres is { } stage ? Point3.Distance(r.Value.StageMicrometres!.Value, stage) : (double?)null);
        return travelled is { } micrometres ? Math.Round(micrometres, Decimals) : null;
    }
}
