using System.Text.Json;
using Cellect.Dashboard.Notifications;
using Cellect.Dashboard.Settings;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Dashboard.Tests.Notifications;

public sealed class NotificationSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 3, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger _log = new();
    private ServiceStatus _status = ServiceStatus.None;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Look_AnAlertThatStandsAndComesBack_IsToldOnceWithItsRemedy()
    {
        using var hook = new HttpStandIn();
        await using var sink = Open(hook);

        foreach (var left in new[] { 3, 2, 1 })
        {
            _status = ServiceStatus.None with { Alerts = [$"the disk has {left} GB left; make room"] };
            sink.Look();
        }

        var json = JsonDocument.Parse(await hook.NextAsync()).RootElement;
        Assert.Equal("the disk has 3 GB left", json.GetProperty("title").GetString());
        Assert.Equal("the disk has 3 GB left. What to do: make room.", json.GetProperty("text").GetString());
        _status = ServiceStatus.None;
        sink.Look();
        _status = ServiceStatus.None with { Alerts = ["the disk has 5 GB left; make room", "no light"] };
        sink.Look();
        Assert.Contains("no light", await hook.NextAsync());
        Assert.Equal(2, hook.Requests.Count);
    }

    [Fact]
    public async Task EndSeries_WithItsLedger_IsTold()
    {
        using var hook = new HttpStandIn();
        await using var sink = Open(hook);

        await sink.BeginSeriesAsync(FakeSeries.Header("night"), CancellationToken.None);
        var summary = new SeriesSummary("night", "end", new Dictionary<string, long> { ["processed"] = 98, ["missing"] = 2 }, 100);
        await sink.EndSeriesAsync(summary, CancellationToken.None);

        var text = await hook.NextAsync();
        Assert.Contains("night has ended", text);
        Assert.Contains("100 time points: 98 processed, 2 missing", text);
    }

    [Fact]
    public async Task Write_ManyDivisions_AreTold()
    {
        using var hook = new HttpStandIn();
        await using var sink = Open(hook, divisionsPerHour: 5);
        var header = FakeSeries.Header("night");
        using var volume = FakeSeries.Pool.Rent(header);
        await sink.BeginSeriesAsync(header, CancellationToken.None);

        await sink.WriteAsync(FakeSeries.Frame(header, [], [new Division(1, 2, 3, 0, 0, 0, 1)]), volume, CancellationToken.None);

        Assert.Contains("6 divisions an hour", await hook.NextAsync());
    }

    [Fact]
    public async Task Send_AServerThatIsDownForAWhile_IsTriedAgain()
    {
        using var hook = new HttpStandIn(503, 503);
        await using var sink = Open(hook);
        _status = ServiceStatus.None with { Alerts = ["no light"] };
        sink.Look();
        for (var tries = 0; tries < 2; tries++)
        {
            await hook.NextAsync();
            // Whoever waits for its pause is woken by the clock; how soon it waits is not ours to know.
            while (hook.Requests.Count == tries + 1)
            {
                _time.Advance(TimeSpan.FromSeconds(20));
                await Task.Yield();
            }
        }

        Assert.Equal(3, hook.Requests.Count);
    }

    [Fact]
    public async Task Send_ATargetThatFails_IsToldInTheLogWithoutItsAddress()
    {
        using var hook = new HttpStandIn(404);
        var sink = Open(hook, path: "secret-topic");
        _status = ServiceStatus.None with { Alerts = ["no light"] };
        sink.Look();
        await hook.NextAsync();
        await sink.DisposeAsync();

        var line = Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning);
        Assert.Equal("A message did not reach Json: it answered 404", line.Text);
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains("secret-topic") || entry.Text.Contains("127.0.0.1"));
    }

    [Fact]
    public async Task Write_ATargetThatHangs_HoldsNothingUp()
    {
        using var deaf = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        deaf.Start();
        var sink = Open($"http://{deaf.LocalEndpoint}/", divisionsPerHour: 5);
        var header = FakeSeries.Header();
        using var volume = FakeSeries.Pool.Rent(header);

        for (var i = 0; i < 1000; i++)
        {
            var frame = FakeSeries.Frame(header, [], [new Division(1, 2, 3, 0, 0, 0, 1)]);
            Assert.True(sink.WriteAsync(frame, volume, CancellationToken.None).IsCompletedSuccessfully);
            var summary = new SeriesSummary($"s{i}", "end", new Dictionary<string, long>(), 0);
            Assert.True(sink.EndSeriesAsync(summary, CancellationToken.None).IsCompletedSuccessfully);
        }

        deaf.Stop();
        await sink.DisposeAsync();
    }

    private NotificationSink Open(HttpStandIn hook, double divisionsPerHour = 0, string path = "") =>
        Open(hook.Address + path, divisionsPerHour);

    private NotificationSink Open(string address, double divisionsPerHour)
    {
        var file = _folder["hook"];
        File.WriteAllText(file, address);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var options = new NotificationOptions
        {
            Targets = [new TargetOptions { Url = $"file:{file}" }],
            DivisionsPerHour = divisionsPerHour,
        };
        return new NotificationSink(options, () => _status, _time, _log);
    }
}
