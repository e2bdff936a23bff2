using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Cellect.Dashboard.Pages;
using Cellect.Dashboard.Settings;
using Cellect.Dashboard.Web;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Dashboard.Tests.Web;

/// <summary>The page with triggers of the test's, on a free port, and a browser.</summary>
internal sealed class PageHarness : IAsyncDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HttpClientHandler _handler = new() { UseCookies = false, AllowAutoRedirect = false };

    private PageHarness(DashboardOptions options, TimeProvider time)
    {
        var parts = new PageParts
        {
            Status = () =>
            {
                Asked();
                return Status with { Triggers = Triggers.Status };
            },
            Health = () => Health,
            Triggers = Triggers,
            CodeRefusal = (line, _) => line == "signed" ? null : "not signed",
        };
        Meters = _provider.GetRequiredService<IMeterFactory>();
        Sink = new DashboardSink(options, parts, new SessionServices(time, Meters, NullLoggerFactory.Instance), null);
        Client = new HttpClient(_handler);
    }

    public DashboardSink Sink { get; }

    public FakeTriggers Triggers { get; } = new();

    public IMeterFactory Meters { get; }

    public ServiceStatus Status { get; set; } = ServiceStatus.None;

    /// <summary>Called when the page asks for the status.</summary>
    public Action Asked { get; set; } = () => { };

    public ServiceHealth Health { get; set; } = new(true, true, "");

    public HttpClient Client { get; }

    public VolumePool Pool { get; } = new();

    public string Url { get; private set; } = "";

    /// <summary>Sent with every request; null: nobody is signed in.</summary>
    public string? Cookie { get; set; }

    /// <summary>Serves; with a public address everybody must sign in, as from another computer.</summary>
    public static async Task<PageHarness> StartAsync(
        bool strangers = false,
        bool allowArming = false,
        int maxBrowsers = 64,
        TimeProvider? time = null,
        double picturesPerSecond = 10,
        params string[] services
    )
    {
        var options = new DashboardOptions
        {
            Endpoint = "http://127.0.0.1:0",
            PublicUrl = strangers ? "http://scope.lab.example:5560" : "",
            AllowArming = allowArming,
            MaxBrowsers = maxBrowsers,
            PicturesPerSecond = picturesPerSecond,
            Services = services,
        };
        var harness = new PageHarness(options, time ?? TimeProvider.System);
        await harness.Sink.StartAsync();
        harness.Url = $"http://{harness.Sink.Bound}";
        return harness;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Sink.DisposeAsync();
        await _provider.DisposeAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>As the page's script does it.</summary>
    public Task<HttpResponseMessage> CommandAsync(string path, string json = "{}") =>
        SendAsync(HttpMethod.Post, path, json, ("X-Cellect", "1"), ("Origin", Url), ("Sec-Fetch-Site", "same-origin"));

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? json,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, Url + path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Signs in with a new code, as a phone does.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string? code = null)
    {
        code ??= Sink.Codes.Make().Url.Split('#')[1];
        var answer = await CommandAsync("/api/sign-in", $$"""{"code":"{{code}}"}""");
        if (answer.StatusCode == HttpStatusCode.OK)
            Cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return answer;
    }

    /// <summary>Hands a frame over, as the pipeline does.</summary>
    public async Task WriteAsync(TrackedFrame frame)
    {
        using var volume = Pool.Rent(frame.Header);
        volume.AsSpan<ushort>().Fill((ushort)(100 + frame.Header.T));
        await Sink.WriteAsync(frame, volume, CancellationToken.None);
    }

    /// <summary>Reads events until one is of a kind (and, where given, has a text in it); its data.</summary>
    public static async Task<string> ReadEventAsync(StreamReader events, string kind, string having = "")
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var current = ""; ; )
        {
            var line = await events.ReadLineAsync(timeout.Token)
                ?? throw new InvalidOperationException($"the stream ended without a {kind}");
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                current = line["event: ".Length..];
            else if (current == kind && line.StartsWith("data: ", StringComparison.Ordinal) && line.Contains(having))
                return line["data: ".Length..];
        }
    }

    public async Task<StreamReader> WatchAsync()
    {
        var answer = await GetAsync("/api/events");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }
}

/// <summary>Triggers that only note what is asked of them.</summary>
internal sealed class FakeTriggers : ITriggerControl
{
    public List<string> Calls { get; } = [];

    public TriggerStatus Status { get; set; } =
        new()
        {
            Mode = TriggerMode.Armed,
            Rules = 1,
            RuleDetails = [new RuleStatus { Name = "divides", When = "a cell divides" }],
            Limits = [new SafetyLimit("light of the last hour", 0.25, 2, "s")],
            Firings = [Firing(1) with { Actions = [new FiredAction("a", "scope", "interval 2 s", "done") { Milliseconds = 3 }] }],
            Withheld = [Firing(2) with { HeldBackBy = "stale" }],
        };

    public string? Arm(TimeSpan duration, Caller caller)
    {
        Note($"arm {duration.TotalSeconds} by {caller.By}");
        return null;
    }

    public void Disarm(Caller caller) => Note("disarm");

    public string Stop(Caller caller)
    {
        Note($"stop by {caller.By}");
        Status = Status with { Mode = TriggerMode.Observe };
        return "stopped";
    }

    public string? PutBack(bool byHand, Caller caller) => throw new NotSupportedException();

    public void Refused(string command, string why, Caller caller) => Note($"refused {command}");

    private static TriggerFiring Firing(int t) =>
        new()
        {
            At = DateTimeOffset.UnixEpoch,
            Rule = "divides",
            Series = "run 1",
            T = t,
            Key = $"divides-t{t}",
        };

    private void Note(string call)
    {
        lock (Calls)
            Calls.Add(call);
    }
}
