using System.Diagnostics;
using Cellect.Testing;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using Cellect.Triggers.Watchdog;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Triggers.Tests.Actions;

public class WatchdogTests
{
    private const int Patience = 180_000;

    [Theory(Timeout = Patience)]
    [InlineData("-KILL", false)]
    [InlineData("-STOP", true)]
    [Trait("Speed", "Slow")]
    public async Task ServiceDiesOrHangs_TheMicroscopeIsPutBackOnce(string signal, bool hangs)
    {
        using var folder = new TemporaryFolder();
        using var microscope = new StandInMicroscope();
        using var service = Start(microscope.Endpoint, folder["watchdog.log"], hangs);
        try
        {
            Assert.True(await ArmedAsync(service), "the service did not arm");
            Assert.Equal(80, microscope.Power);
            using (var kill = Process.Start("kill", [signal, $"{service.Id}"]))
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await StandInMicroscope.UntilAsync(() => microscope.Power == 5, "the recorded power");
            await StandInMicroscope.UntilAsync(
                () => File.ReadAllText(folder["watchdog.log"]).Contains("scope: put back", StringComparison.Ordinal),
                "the log's line"
            );
            Assert.Equal(["too-bright", "restore-test-1-scope"], microscope.Requests.Select(r => (string)r["key"]!).Distinct());
            Assert.Contains(
                hangs ? "no heartbeat of the service for 2 s" : "the service is gone",
                File.ReadAllText(folder["watchdog.log"]),
                StringComparison.Ordinal
            );
        }
        finally
        {
            service.Kill();
        }
    }

    [Fact(Timeout = Patience)]
    public async Task End_Restored_LeavesTheMicroscopeAlone()
    {
        using var folder = new TemporaryFolder();
        using var microscope = new StandInMicroscope();
        await using var watchdog = await BeginAsync(microscope, folder["log"]);
        Assert.Null(watchdog.Lost);
        watchdog.Heartbeat();
        Assert.Equal("", await watchdog.EndAsync(restored: true, TestContext.Current.CancellationToken));
        Assert.Empty(microscope.Requests);
        Assert.Equal("disarmed", watchdog.Lost);
    }

    [Fact(Timeout = Patience)]
    public async Task End_NotRestored_PutsItBackAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        using var microscope = new StandInMicroscope();
        await using var watchdog = await BeginAsync(microscope, folder["log"]);
        microscope.Settings["power_percent"] = 99.0;
        Assert.Contains(
            "scope: put back",
            await watchdog.EndAsync(restored: false, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(1, microscope.Power);
        // And can be armed anew.
        await watchdog.BeginAsync(
            "again",
            new Dictionary<string, MicroscopeSettings> { ["scope"] = new() { PowerPercent = 2 } },
            TestContext.Current.CancellationToken
        );
        await watchdog.DisposeAsync();
        await StandInMicroscope.UntilAsync(() => microscope.Power == 2, "the restore of a service that ends without a word");
        // It reads the settings once more; without a microscope it would wait for minutes.
        await StandInMicroscope.UntilAsync(
            () => File.ReadAllText(folder["log"]).Contains("Arming again: scope: put back", StringComparison.Ordinal),
            "the end of the watchdog"
        );
    }

    [Fact(Timeout = Patience)]
    public async Task WatchdogIsKilled_IsLost()
    {
        using var folder = new TemporaryFolder();
        using var microscope = new StandInMicroscope();
        await using var watchdog = await BeginAsync(microscope, folder["log"]);
        var id = File.ReadAllText(folder["log"]).Split("watchdog[")[1].Split(']')[0];
        using (var kill = Process.Start("kill", ["-TERM", id]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Null(watchdog.Lost);
        using (var kill = Process.Start("kill", ["-KILL", id]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await StandInMicroscope.UntilAsync(() => watchdog.Lost is not null, "the loss");
        Assert.Equal("its process has ended", watchdog.Lost);
        Assert.Equal("", await watchdog.EndAsync(restored: true, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Patience)]
    [Trait("Speed", "Slow")]
    public async Task Restore_AnActionArrivesAfterwards_IsPutBackAgain()
    {
        using var microscope = new StandInMicroscope();
        var late = true;
        microscope.Answers = (request, answer) =>
        {
            // What a dead service had sent is carried out after the recorded state was put back.
            if (late && ((string)request["key"]!).StartsWith("restore", StringComparison.Ordinal))
                lock (microscope.Settings)
                    (late, microscope.Settings["power_percent"]) = (false, 80.0);
            return [(0, answer)];
        };
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient() });
        var result = await new MicroscopeRestorer(TimeProvider.System, TimeSpan.FromMinutes(1), NullLogger.Instance).RestoreAsync(
            "a",
            adapter,
            new MicroscopeSettings { PowerPercent = 5 }
        );
        Assert.Equal(("scope: put back", 5.0), (result, microscope.Power));
        Assert.Equal(["restore-a-scope", "restore-a-2-scope"], microscope.CarriedOut.Keys.Order().Reverse());
    }

    [Fact(Timeout = Patience)]
    public async Task Restore_AcknowledgementsGoWrong_GetsThereAllTheSame()
    {
        var random = new Random(4);
        using var microscope = new StandInMicroscope();
        microscope.Answers = (_, answer) => random.Next(2) == 0 ? [] : [(0, answer), (0, answer)];
        microscope.Settings["power_percent"] = 70.0;
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Hasty(2, 100) });
        var result = await new MicroscopeRestorer(TimeProvider.System, TimeSpan.FromMinutes(1), NullLogger.Instance).RestoreAsync(
            "a",
            adapter,
            new MicroscopeSettings { PowerPercent = 5 }
        );
        Assert.Equal(("scope: put back", 5.0), (result, microscope.Power));
    }

    [Fact(Timeout = Patience)]
    public async Task Restore_SomebodyElseHasPutItBackMeanwhile_LeavesItAlone()
    {
        using var microscope = new StandInMicroscope();
        var asked = 0;
        // It has vanished; while the watchdog waits for it, a person puts it back and goes on with it.
        microscope.Answers = (_, _) =>
        {
            asked++;
            return [];
        };
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Hasty(1, 100) });
        var result = await new MicroscopeRestorer(TimeProvider.System, TimeSpan.FromMinutes(10), NullLogger.Instance, () =>
            Volatile.Read(ref asked) > 0
        ).RestoreAsync("a", adapter, new MicroscopeSettings { PowerPercent = 5 });
        Assert.Equal("scope: left alone, somebody else has put it back", result);
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Order_OneLine_ReadsBackTheSame()
    {
        var order = new WatchdogOrder
        {
            Arming = "a1",
            Options = new WatchdogOptions { HeartbeatSeconds = 3, LogFile = "x.log" },
            Microscopes =
            [
                new WatchedMicroscope(
                    "box",
                    new AdapterOptions
                    {
                        Kind = AdapterKind.Serial,
                        Endpoint = "COM3",
                        Serial = new SerialOptions
                        {
                            Lines = new() { ["shutter"] = "S{value}" },
                            LineEnd = LineEnd.Cr,
                        },
                        Retry = new RetryOptions { Attempts = 9 },
                    },
                    new MicroscopeSettings
                    {
                        PowerPercent = 3,
                        StageMicrometres = new Point3(1, 2, 3),
                        Extras = new Dictionary<string, string> { ["shutter"] = "0" },
                    }
                ),
            ],
        };
        var line = order.Write();
        Assert.DoesNotContain('\n', line);
        var read = WatchdogOrder.Read(line);
        Assert.Equal(line, read.Write());
        Assert.Equal(
            (3.0, "x.log", LineEnd.Cr, 9, "S{value}"),
            (
                read.Options.HeartbeatSeconds,
                read.Options.LogFile,
                read.Microscopes[0].Options.Serial.LineEnd,
                read.Microscopes[0].Options.Retry.Attempts,
                read.Microscopes[0].Options.Serial.Lines["shutter"]
            )
        );
        Assert.Equal("0", read.Microscopes[0].Recorded.Extras["shutter"]);
        Assert.Throws<InvalidDataException>(() => WatchdogOrder.Read(""));
        Assert.Throws<InvalidDataException>(() => WatchdogOrder.Read("{}"));
    }

    private static async Task<WatchdogProcess> BeginAsync(StandInMicroscope microscope, string log)
    {
        var options = new MicroscopeOptions
        {
            Adapters = new Dictionary<string, AdapterOptions>
            {
                ["scope"] = new() { Endpoint = microscope.Endpoint, Retry = Requests.Patient() },
            },
            Watchdog = new WatchdogOptions { HeartbeatSeconds = 600, LogFile = log },
        };
        var watchdog = new WatchdogProcess(options, TimeProvider.System, NullLogger.Instance);
        await watchdog.BeginAsync(
            "once",
            new Dictionary<string, MicroscopeSettings> { ["scope"] = new() { PowerPercent = 1 } },
            TestContext.Current.CancellationToken
        );
        return watchdog;
    }

    private static Process Start(string endpoint, string log, bool hangs)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                .. Host(),
                "-noColor",
                "-noLogo",
                "-explicit",
                "only",
                "-method",
                $"{typeof(ServiceUntilKilled).FullName}.{nameof(ServiceUntilKilled.Serve)}",
            ]
        )
        {
            RedirectStandardOutput = true,
            Environment = { [ServiceUntilKilled.Endpoint] = endpoint, [ServiceUntilKilled.Log] = log },
        };
        if (hangs)
            start.Environment[ServiceUntilKilled.Hangs] = "1";
        return Process.Start(start)!;
    }

    private static async Task<bool> ArmedAsync(Process service)
    {
        while (await service.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(90)) is { } line)
            if (line == "armed")
                return true;
        return false;
    }

    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(WatchdogTests).Assembly.Location] : [];
}
