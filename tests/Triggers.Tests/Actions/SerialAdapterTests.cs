using System.Diagnostics;
using System.Text;
using Cellect.Testing;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>A pair of pseudo-terminals, the device's end played here.</summary>
public class SerialAdapterTests
{
    private const int Patience = 120_000;
    private static readonly SerialOptions Box = new()
    {
        Lines = new Dictionary<string, string>
        {
            ["power_percent"] = "P{value}",
            ["stage_um"] = "G {z} {y} {x}",
            ["shutter"] = "S{value}",
            ["region_um"] = "R {key} {z} {sz}",
        },
        Acknowledge = "OK",
    };

    [Fact(Timeout = Patience)]
    public async Task Send_Change_WritesALineForEachSetting()
    {
        await using var device = await Device.StartAsync(_ => "OK");
        await using var adapter = Open(device, Box);
        var reply = await adapter.SendAsync(
            Requests.Of(
                new MicroscopeSettings
                {
                    PowerPercent = 12.5,
                    StageMicrometres = new Point3(1, 2, -3.5),
                    Extras = new Dictionary<string, string> { ["shutter"] = "open" },
                }
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ActionOutcome.Done, ""), (reply.Outcome, reply.Detail));
        Assert.Equal(["P12.5", "G 1 2 -3.5", "Sopen"], device.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_ALineTheDeviceRefuses_SaysWhatWasDoneBefore()
    {
        await using var device = await Device.StartAsync(line => line.StartsWith('G') ? "ERR limit" : "OK");
        await using var adapter = Open(device, Box);
        var reply = await adapter.SendAsync(
            Requests.Of(new MicroscopeSettings { PowerPercent = 1, StageMicrometres = new Point3(1, 2, 3) }),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ActionOutcome.Refused, "ERR limit; carried out before: P1"), (reply.Outcome, reply.Detail));
    }

    [Fact(Timeout = Patience)]
    public async Task Send_NoAcknowledgement_IsSentOnceAlone()
    {
        await using var device = await Device.StartAsync(_ => "hm");
        await using var adapter = Open(device, Box, Requests.Hasty(5, 300));
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Unacknowledged, 1), (reply.Outcome, reply.Attempts));
        await adapter.DisposeAsync();
        Assert.Equal(["P10"], device.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_NoAcknowledgement_IsRepeatedWhereTheLineCarriesTheKey()
    {
        var count = 0;
        await using var device = await Device.StartAsync(_ => Interlocked.Increment(ref count) < 3 ? null : "OK");
        await using var adapter = Open(device, Box, Requests.Hasty(8, 300));
        var reply = await adapter.SendAsync(
            Requests.Of(new MicroscopeSettings { Region = new ImagedRegion(new Point3(1, 2, 3), new Point3(4, 5, 6)) }),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(ActionOutcome.Done, reply.Outcome);
        Assert.All(device.Lines, line => Assert.Equal("R k1 1 4", line));
    }

    [Fact(Timeout = Patience)]
    public async Task Send_DeviceThatNeverAnswers_IsWritten()
    {
        await using var device = await Device.StartAsync(_ => null);
        await using var adapter = Open(device, new SerialOptions { Lines = Box.Lines, LineEnd = LineEnd.CrLf });
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Done, "written; the line does not acknowledge"), (reply.Outcome, reply.Detail));
        await StandInMicroscope.UntilAsync(() => device.Lines.Length == 1, "the line");
        Assert.Equal(["P10"], device.Lines);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_SettingWithoutALine_IsRefusedBeforeAnythingIsSent()
    {
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.Serial,
                Endpoint = "/dev/null-nowhere",
                Serial = Box,
            }
        );
        var reply = await adapter.SendAsync(
            Requests.Of(new MicroscopeSettings { IntervalSeconds = 1 }),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((ActionOutcome.Refused, 0), (reply.Outcome, reply.Attempts));
        Assert.Contains("interval_s", reply.Detail, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_NoSuchPort_FailsAndSaysSo()
    {
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.Serial,
                Endpoint = "/dev/ttyNowhere",
                Serial = Box,
                Retry = Requests.Hasty(2),
            }
        );
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Failed, 0), (reply.Outcome, reply.Attempts));
        Assert.Contains("/dev/ttyNowhere", reply.Detail, StringComparison.Ordinal);
    }

    private static IActionAdapter Open(Device device, SerialOptions options, RetryOptions? retry = null) =>
        Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.Serial,
                Endpoint = device.Port,
                Serial = options,
                Retry = retry ?? Requests.Patient(),
            }
        );

    private sealed class Device : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly List<string> _lines = [];
        private Process? _socat;
        private FileStream? _end;

        public string Port => _folder["host"];

        public string[] Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public static async Task<Device> StartAsync(Func<string, string?> answer)
        {
            Assert.SkipUnless(File.Exists("/usr/bin/socat"), "socat is not there (apt install socat)");
            var device = new Device();
            device._socat = Process.Start(
                "/usr/bin/socat",
                [$"PTY,link={device._folder["host"]},raw,echo=0", $"PTY,link={device._folder["device"]},raw,echo=0"]
            );
            await StandInMicroscope.UntilAsync(
                () => File.Exists(device._folder["host"]) && File.Exists(device._folder["device"]),
                "the pseudo-terminals"
            );
            device._end = new FileStream(device._folder["device"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            _ = Task.Factory.StartNew(
                () => device.Serve(answer),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            return device;
        }

        public async ValueTask DisposeAsync()
        {
            _socat!.Kill();
            await _socat.WaitForExitAsync();
            _socat.Dispose();
            await _end!.DisposeAsync();
            _folder.Dispose();
        }

        private void Serve(Func<string, string?> answer)
        {
            var line = new StringBuilder();
            try
            {
                while (_end!.ReadByte() is var next and >= 0)
                    if (next is not ('\n' or '\r'))
                        line.Append((char)next);
                    else if (line.Length > 0)
                    {
                        lock (_lines)
                            _lines.Add(line.ToString());
                        if (answer(line.ToString()) is { } text)
                            _end.Write(Encoding.ASCII.GetBytes(text + "\r\n"));
                        line.Clear();
                    }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException) { }
        }
    }
}
