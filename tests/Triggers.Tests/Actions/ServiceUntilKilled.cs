using Cellect.Triggers.Actions;
using Cellect.Triggers.Adapters;
using Cellect.Triggers.Settings;
using Cellect.Triggers.Watchdog;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>Not a test: an armed service that <see cref="WatchdogTests"/> runs in a process of its own and kills, or lets fall
/// silent.</summary>
public class ServiceUntilKilled
{
    public const string Endpoint = "CELLECT_TEST_MICROSCOPE",
        Log = "CELLECT_TEST_WATCHDOG_LOG",
        Hangs = "CELLECT_TEST_HANGS";

    [Fact(Explicit = true)]
    public async Task Serve()
    {
        var hangs = Environment.GetEnvironmentVariable(Hangs) is not null;
        var options = new MicroscopeOptions
        {
            Adapters = new Dictionary<string, AdapterOptions>
            {
                ["scope"] = new() { Endpoint = Environment.GetEnvironmentVariable(Endpoint)! },
            },
            Watchdog = new WatchdogOptions
            {
                HeartbeatSeconds = hangs ? 2 : 600,
                RestoreSeconds = 60,
                LogFile = Environment.GetEnvironmentVariable(Log)!,
            },
        };
        var adapters = ActionAdapters.Open(options, TimeProvider.System, NullLogger.Instance);
        var recorded = await adapters["scope"].ReadAsync(CancellationToken.None);
        await using var watchdog = new WatchdogProcess(options, TimeProvider.System, NullLogger.Instance);
        await watchdog.BeginAsync("test-1", new Dictionary<string, MicroscopeSettings> { ["scope"] = recorded }, CancellationToken.None);
        await adapters["scope"].SendAsync(Requests.Power(80, "too-bright"), CancellationToken.None);
        await using var output = Console.OpenStandardOutput();
        output.Write("armed\n"u8);
        while (true)
        {
            if (!hangs)
                watchdog.Heartbeat();
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
