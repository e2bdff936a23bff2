using System.Diagnostics.Metrics;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;
using Cellect.Testing;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Control;
using Cellect.Triggers.Delivery;
using Cellect.Triggers.Settings;
using Cellect.Triggers.Stage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Triggers.Tests.Core;

/// <summary>The triggers of a session with a microscope in this process, on a clock of the test's.</summary>
internal sealed class TriggerHarness : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<TriggerNews> _news = [];
    private bool _begun;

    public TriggerHarness(params (string Key, string Value)[] settings)
        : this(rules: true, settings) { }

    public TriggerHarness(bool rules, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual =
        [
            ("Triggers:Mode", "Observe"),
            ("Triggers:CommandEndpoint", "tcp://127.0.0.1:0"),
            ("Triggers:AuditDirectory", _folder.Path),
            ("Triggers:StateDirectory", StateFolder),
            ("Triggers:Envelope:MinIntervalSeconds", "1"),
            ("Microscope:Adapters:scope:Endpoint", "tcp://127.0.0.1:1"),
            ("Triggers:Rules:0:Name", "new"),
            ("Triggers:Rules:0:When:Event", "NewTrack"),
            ("Triggers:Rules:0:When:ConfirmVolumes", "0"),
            ("Triggers:Rules:0:Guards:WarmUpVolumes", "0"),
            ("Triggers:Rules:0:Then:0:Adapter", "scope"),
            ("Triggers:Rules:0:Then:0:IntervalSeconds", "2"),
        ];
        Clock = new WallClock(Time);
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                usual
                    .Where(s => rules || !s.Key.StartsWith("Triggers:Rules", StringComparison.Ordinal))
                    .Concat(settings)
                    .GroupBy(s => s.Key)
                    .Select(g => KeyValuePair.Create(g.Key, (string?)g.Last().Value))
            )
            .Build();
        var options = OptionsReader.Read(Configuration);
        Microscope.IsRehearsal = options.Microscope.Adapters["scope"].Rehearsal;
        var microscopes = new Microscopes(
            new Dictionary<string, IActionAdapter>(StringComparer.OrdinalIgnoreCase) { ["scope"] = Microscope },
            Microscope,
            new StageMap(new CalibrationOptions())
        );
        Session = new TriggerSession(
            options.Triggers,
            options.Microscope,
            options.Record.Directory,
            new SessionServices(Clock, _provider.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance),
            Tell,
            microscopes
        );
    }

    /// <summary>What outlives a session; its own unless a test names one.</summary>
    public string StateFolder => _folder["state"];

    /// <summary>The service's command token.</summary>
    public CommandToken Token => CommandToken.Read(Path.Combine(StateFolder, CommandToken.FileName));

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    /// <summary>The clock of the service: the test's, with a clock of the wall that can be set.</summary>
    public WallClock Clock { get; }

    public FakeMicroscope Microscope { get; } = new();

    public IConfiguration Configuration { get; }

    public TriggerSession Session { get; }

    public TriggerStatus Status => Session.Control.Status;

    public IReadOnlyList<string> News
    {
        get
        {
            lock (_news)
                return [.. _news.Select(n => n.Event)];
        }
    }

    /// <summary>One more frame of a series whose clock agrees with the test's; a new track in each from the second on.</summary>
    public async Task FrameAsync(int t, bool replayed = false)
    {
        var now = UtcClock.UtcNanoseconds(Time);
        var header = FakeSeries.Header(t: t) with
        {
            ExposureEndNs = now,
            ReceivedNs = now,
            AssembledNs = now,
            Recorded = replayed ? new RecordedStamps(now, now) : null,
        };
        var frame = FakeSeries.Frame(header, [FakeSeries.Cell(1), FakeSeries.Cell(10 + t)], timeStep: _begun ? 1 : 0);
        frame = frame with { Stamps = frame.Stamps with { InferredNs = now, LinkedNs = now } };
        if (!_begun)
            await Session.Sink.BeginSeriesAsync(header, CancellationToken.None);
        _begun = true;
        await Session.Sink.WriteAsync(frame, null!, CancellationToken.None);
    }

    /// <summary>Waits, with the clock going on, for something to be so.</summary>
    public void Until(Func<bool> so, string what, TimeSpan? step = null) =>
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    Time.Advance(step ?? TimeSpan.FromMilliseconds(1));
                    return so();
                },
                Timeout
            ),
            $"{what}; {string.Join(' ', News)}; {string.Join(' ', Status.Alerts)}"
        );

    public async Task ArmAsync()
    {
        await FrameAsync(0);
        Assert.Null(Session.Control.Arm(TimeSpan.FromMinutes(30), Caller.Service));
        Until(() => Status.Mode == TriggerMode.Armed, "armed");
    }

    /// <summary>Ends the session and reads its audit log.</summary>
    public async Task<IReadOnlyList<string>> CloseAsync()
    {
        await Session.DisposeAsync();
        var (entries, _, broken) = AuditFile.Read(Session.AuditPath);
        Assert.Null(broken);
        Assert.True(AuditFile.IsClosed(entries));
        return [.. entries.Select(e => (string)e["kind"]!)];
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The monotonic clock and the timers of another, with a clock of the wall of its own.</summary>
    internal sealed class WallClock(TimeProvider time) : TimeProvider
    {
        /// <summary>How far the clock of the wall was set ahead.</summary>
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Ahead;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }

    private void Tell(TriggerNews news)
    {
        lock (_news)
            _news.Add(news);
    }
}
