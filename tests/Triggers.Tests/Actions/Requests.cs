using Cellect.Triggers.Actions;
using Cellect.Triggers.Adapters;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Triggers.Tests.Actions;

internal static class Requests
{
    public static ActionRequest Power(double percent, string key = "k1") => Of(new MicroscopeSettings { PowerPercent = percent }, key);

    public static ActionRequest Of(MicroscopeSettings change, string key = "k1") =>
        new()
        {
            Key = key,
            Rule = "divisions",
            Series = "run 1",
            TimePoint = 7,
            Change = change,
            Stamps = new DecisionStamps(1, 2, 3, 4),
            Cells =
            [
                new ActionCell(11, new Point3(1, 2, 3), new Point3(2, 1, 1.5)),
                new ActionCell(12, new Point3(1, 2, 4), new Point3(2, 1, 2)),
            ],
        };

    public static IActionAdapter Adapter(AdapterOptions options, TimeProvider? time = null) =>
        ActionAdapters.Open("scope", options, time ?? TimeProvider.System, NullLogger.Instance);

    public static RetryOptions Patient(int attempts = 5, int milliseconds = 20_000) =>
        new()
        {
            Attempts = attempts,
            TimeoutMilliseconds = milliseconds,
            MaxTimeoutMilliseconds = 60_000,
            PauseMilliseconds = 0,
        };

    public static RetryOptions Hasty(int attempts = 3, int milliseconds = 100) =>
        new()
        {
            Attempts = attempts,
            TimeoutMilliseconds = milliseconds,
            PauseMilliseconds = 0,
        };
}
