using System.Reflection;
using System.Text.Json.Nodes;
using Cellect.Analysis.Traces;
using Cellect.Dashboard.Notifications;
using Cellect.Dashboard.Pages;
using Cellect.Dashboard.Telemetry;
using Cellect.Data.Recordings;
using Cellect.Data.Settings;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Biology;
using Cellect.Live.Finishing;
using Cellect.Live.Learning;
using Cellect.Live.Pipeline;
using Cellect.Live.Publish;
using Cellect.Live.Record;
using Cellect.Overlay;
using Cellect.Overlay.Settings;
using Cellect.Stream.Ingest;
using Cellect.Triggers;
using Cellect.Triggers.WhatIf;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Hosting;

/// <summary>The model, the sinks and the pipeline that the options ask for, put together.</summary>
internal sealed class LiveSession : IAsyncDisposable
{
    private readonly PopulationModels _models;
    private IReadOnlyList<Population> _populations = [];
    private Continuation _continuation = new(null);
    private Relief _relief = null!;
    private readonly List<IFrameSink> _sinks = [];
    private SeriesFolders? _folders;
    private OtlpExport? _otlp;
    private SessionLearning? _learning;
    private LiveFinishing? _finishing;

    private LiveSession(PopulationModels models) => _models = models;

    /// <summary>Buffers of the volumes.</summary>
    public VolumePool Pool { get; } = new(Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8));

    /// <summary>From ingest to the sinks.</summary>
    public TrackingPipeline Pipeline { get; private set; } = null!;

    /// <summary>Volumes over ZeroMQ; null when the session reads files.</summary>
    public Receiver? Receiver { get; private set; }

    private string _name = "";

    /// <summary>Tracks over ZeroMQ; null when not asked for.</summary>
    public Publisher? Publisher { get; private set; }

    /// <summary>Reduced volumes over ZeroMQ; null when not asked for.</summary>
    public PreviewPublisher? Previews { get; private set; }

    /// <summary>The recording; null when not asked for.</summary>
    public Recorder? Recorder { get; private set; }

    /// <summary>The recording of volumes; null when not asked for.</summary>
    public VolumeRecorder? Volumes { get; private set; }

    /// <summary>The analysis of the tracks; null when not asked for.</summary>
    public BiologySink? Biology { get; private set; }

    /// <summary>The overlay; null when not asked for.</summary>
    public OverlaySink? Overlay { get; private set; }

    /// <summary>The page in the browser; null when not asked for.</summary>
    public DashboardSink? Dashboard { get; private set; }

    /// <summary>The triggers; null when they are off.</summary>
    public TriggerSession? Triggers { get; private set; }

    /// <summary>Loads the model and opens everything; nothing flows yet.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="sockets">False: no receiver and no publisher, for work on files.</param>
    /// <param name="services">Clock, meters and logs.</param>
    /// <param name="more">Further sinks; owned by the session.</param>
    public static async Task<LiveSession> OpenAsync(
        CellectOptions options,
        bool sockets,
        SessionServices services,
        params IFrameSink[] more
    )
    {
        var session = new LiveSession(PopulationModels.Open(options, services.Time, waits: !sockets))
        {
            _populations = ChosenPopulations.Of(options),
        };
        try
        {
            session.Open(options, sockets, services, more);
            if (session.Dashboard is { } page)
                await page.StartAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the sinks, in the order in which they were opened, and the model.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            Receiver?.Dispose();
            // Before the publisher, which tells of it: the microscope is put back.
            if (Triggers is not null)
                await Triggers.DisposeAsync();
            foreach (var sink in _sinks)
                await sink.DisposeAsync();
        }
        finally
        {
            _otlp?.Dispose();
            _learning?.Dispose();
            _models.Dispose();
        }
    }

    private void Open(CellectOptions options, bool sockets, SessionServices services, IFrameSink[] more)
    {
        var (time, logs) = (services.Time, services.Logs);
        _name = options.Publish.Name;
        var state = new PipelineState();
        _relief = new Relief(time, logs.CreateLogger<LiveSession>()) { Parts = PartsThatRest(options) };
        if (options.Record.Directory.Length > 0)
            OpenRecording(options, services, state, sockets);
        else if (sockets)
            HostingLog.NothingRecorded(logs.CreateLogger<LiveSession>());
        if (sockets)
        {
            Receiver = new Receiver(options.Ingest, Pool, time, logs.CreateLogger<Receiver>())
            {
                Tap = Volumes,
                Relief = _relief,
                Interrupted = _continuation.Waiting,
            };
            if (options.Publish.PreviewsPerSecond > 0)
                _sinks.Add(Previews = new PreviewPublisher(options.Publish, time, logs.CreateLogger<Publisher>()) { Relief = _relief });
            _sinks.Add(
                Publisher = new Publisher(
                    options.Publish,
                    time,
                    () => Counts(state),
                    logs.CreateLogger<Publisher>(),
                    Previews?.Endpoint,
                    _populations
                )
            );
            GateMetrics.Open(services.Meters, ClosedConnections);
        }

        if (options.Analysis.Enabled && (sockets || _folders is not null))
            _sinks.Add(
                Biology = new BiologySink(
                    [.. options.Ingest.Tracked()],
                    options.Analysis,
                    _folders is { } folders ? folders.Of : null,
                    RecordedBefore,
                    news =>
                    {
                        Publisher?.Tell(news);
                        Overlay?.Tell(news);
                    },
                    logs.CreateLogger<BiologySink>()
                )
            );

        if (sockets && (options.Finish.EveryVolumes > 0 || _folders is not null))
            _sinks.Add(
                _finishing = new LiveFinishing(
                    options.Finish,
                    _populations.Count,
                    _folders is { } kept ? kept.Of : null,
                    TrackedBefore,
                    merge => Publisher?.Tell(merge),
                    logs.CreateLogger<LiveFinishing>()
                )
            );
        if (sockets && options.Triggers.Mode != TriggerMode.Off)
        {
            Triggers = new TriggerSession(
                options.Triggers,
                options.Microscope,
                options.Record.Directory,
                services,
                news =>
                {
                    Publisher?.Tell(news);
                    Volumes?.Tell(news);
                    Dashboard?.Tell(news);
                },
                ChosenPopulations.Confirm(options)
            );
            var traces = options.Analysis;
            Triggers.Sink.Traces = new TraceOptions(traces.TraceRadii, traces.SubtractBackground, traces.BaselineFrames);
            Publisher!.Triggers = Triggers.Control;
            _sinks.Add(Triggers.Sink);
        }

        if (sockets)
            OpenDashboard(options, services, state);
        if (options.Overlay.Mode != OverlayMode.Off)
            _sinks.Add(
                Overlay = new OverlaySink(
                    options.Overlay,
                    time,
                    logs.CreateLogger<OverlaySink>(),
                    () => Counts(state),
                    Triggers?.Control,
                    _folders is { } recordings ? recordings.Of : null,
                    Dashboard?.Codes,
                    _populations
                )
                {
                    Relief = _relief,
                }
            );
        _sinks.AddRange(more);
        OpenLearning(options.Model, sockets, services);
        Pipeline = new TrackingPipeline(
            options.Pipeline,
            _models.Tracked,
            _sinks,
            new PipelineMetrics(services.Meters, state),
            logs.CreateLogger<TrackingPipeline>(),
            _continuation,
            _models.Numbers,
            _learning
        );
    }

    private IEnumerable<(string Door, IReadOnlyDictionary<string, long> Closed)> ClosedConnections()
    {
        yield return ("Ingest:Endpoint", Receiver!.ClosedConnections);
        yield return ("Ingest:TcpEndpoint", Receiver.ClosedDoorConnections);
        if (Publisher is null)
            yield break;
        yield return ("Publish:Endpoint", Publisher!.ClosedConnections);
        yield return ("Publish:ControlEndpoint", Publisher.ClosedControlConnections);
        if (Previews is not null)
            yield return ("Publish:PreviewEndpoint", Previews.ClosedConnections);
    }

    // Only what is recorded can be corrected, and only while it is live can anything be learned from that.
    private void OpenLearning(ModelOptions options, bool sockets, SessionServices services)
    {
        IReadOnlyList<LearnedLine> replayed = options.Learned.Length > 0 ? LearnedFile.Read(options.Learned) : [];
        Func<VolumeHeader, string>? folderOf = sockets && _folders is { } folders ? folders.Of : null;
        if (folderOf is not null || replayed.Count > 0)
            _learning = new SessionLearning(
                _models.Tracked,
                folderOf,
                TrackedBefore,
                replayed,
                services.Time,
                services.Logs.CreateLogger<SessionLearning>()
            );
    }

    // Before the overlay, whose window can show the codes of the page.
    private void OpenDashboard(CellectOptions options, SessionServices services, PipelineState state)
    {
        if (options.Dashboard.IsOn)
            _sinks.Add(
                Dashboard = new DashboardSink(
                    options.Dashboard,
                    PageSteering.Parts(options.Triggers, () => Counts(state), Health, Triggers?.Control, services.Time),
                    services,
                    _relief,
                    _populations
                )
            );
        if (options.Notifications.Targets.Count > 0)
            _sinks.Add(
                new NotificationSink(
                    options.Notifications,
                    () => Counts(state),
                    services.Time,
                    services.Logs.CreateLogger<NotificationSink>()
                )
            );
        if (options.Metrics.OtlpEndpoint.Length > 0)
            _otlp = new OtlpExport(options.Metrics);
    }

    private ServiceHealth Health() =>
        !Pipeline.IsAlive ? new ServiceHealth(false, false, "the network has been at one volume for more than ten minutes")
        : !Pipeline.TakesVolumes ? new ServiceHealth(true, false, "the pipeline does not run")
        : new ServiceHealth(true, true, "");

    private void OpenRecording(CellectOptions options, SessionServices services, PipelineState state, bool sockets)
    {
        var (info, log) = (Info(options, _models.Device), services.Logs.CreateLogger<Recorder>());
        if (sockets)
            _continuation = new Continuation(
                RecordingRecovery.Newest(options.Record.Directory, info, options.Ingest.Tracked(), services.Time, log)
            );
        var folders = _folders = new SeriesFolders(options.Record.Directory, _continuation);
        if (options.Record.Volumes != VolumeMode.Off)
            Volumes = new VolumeRecorder(options.Record, folders, services.Time, services.Logs.CreateLogger<VolumeRecorder>())
            {
                Relief = _relief,
            };
        Recorder = new Recorder(options.Record, services.Time, info, () => state.Ledger, log)
        {
            Continuation = _continuation,
            KeepsState = sockets,
            Folders = folders,
            Populations = _populations,
            Volumes = Volumes,
            Ingest = () => Receiver?.Counters.Snapshot() ?? new Dictionary<string, long>(),
        };
        _sinks.Add(Recorder);
        if (Volumes is not null)
            _sinks.Add(Volumes);
    }

    private IEnumerable<TrackedFrame> TrackedBefore(VolumeHeader header) => RecordedBefore(header)?.Frames ?? [];

    private FramesBefore? RecordedBefore(VolumeHeader header) =>
        _continuation.Of(header) is { } before
            ? new FramesBefore(
                before.LastT,
                new RecordingReader(before.Folder).Frames.Sum(row => (long)row.Cells),
                new RecordedSession(before.Folder).Read().TakeWhile(f => f.Header.T <= before.LastT)
            )
            : null;

    private static Dictionary<ReliefStep, string> PartsThatRest(CellectOptions options)
    {
        var parts = new Dictionary<ReliefStep, string>();
        if (options.Publish.PreviewsPerSecond > 0)
            parts[ReliefStep.Previews] = options.Dashboard.IsOn ? "previews and the pictures of the page" : "previews";
        else if (options.Dashboard.IsOn)
            parts[ReliefStep.Previews] = "the pictures of the page";
        if (options.Overlay.Mode != OverlayMode.Off)
            parts[ReliefStep.Overlay] = "the pictures of the overlay";
        if (options.Record.Volumes != VolumeMode.Off)
            parts[ReliefStep.StoredVolumes] = "the recording of volumes";
        return parts;
    }

    private ServiceStatus Counts(PipelineState state) =>
        new(
            Receiver?.Counters.Volumes ?? 0,
            state.Tracked,
            state.Ledger,
            [
                .. state.Alerts,
                .. _relief.Alert is { } behind ? [behind] : Array.Empty<string>(),
                .. Recorder?.Alerts ?? [],
                .. Volumes?.Alerts ?? [],
                .. Biology?.Alerts ?? [],
                .. Receiver?.Alerts ?? [],
                .. Triggers?.Alerts ?? [],
                .. _finishing?.Alerts ?? [],
                .. _learning?.Alert is { } deaf ? [deaf] : Array.Empty<string>(),
            ]
        )
        {
            Ingest = Receiver?.Counters.Snapshot() ?? new Dictionary<string, long>(),
            ClosedConnections = Receiver is null
                ? new Dictionary<string, IReadOnlyDictionary<string, long>>()
                : ClosedConnections().Where(door => door.Closed.Count > 0).ToDictionary(door => door.Door, door => door.Closed),
            Storage = Volumes?.Storage,
            Device = _models.Device,
            Name = _name,
            Page = Dashboard?.Url ?? "",
            Scale = state.Scale,
            Populations =
            [
                .. state.Of(_populations).Select(own => own with { Learned = _learning?.StateOf(own.Population.Channel) ?? "" }),
            ],
            Merges = _finishing?.Newest ?? [],
            Learned = _learning?.State ?? "",
            Triggers = Triggers?.Control.Status,
        };

    /// <summary>What a session file tells of this program.</summary>
    internal static SessionInfo Info(CellectOptions options, string device)
    {
        var (path, sha256) = PopulationModels.Files(options);
        return new SessionInfo(
            JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(options, JsonText.Indented))!,
            new Dictionary<string, string>
            {
                ["cellect"] = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3),
                ["dotnet"] = Environment.Version.ToString(),
                ["model"] = path,
                ["model_sha256"] = sha256,
                ["device"] = device,
            }
        );
    }
}
