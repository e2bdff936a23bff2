using System.Reflection;
using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Settings;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Live.Biology;
using Cellect.Live.Pipeline;
using Cellect.Live.Publish;
using Cellect.Live.Record;
using Cellect.Model;
using Cellect.Model.Networks.Live;
using Cellect.Overlay;
using Cellect.Overlay.Settings;
using Cellect.Stream.Ingest;
using Cellect.Triggers;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Hosting;

/// <summary>The model, the sinks and the pipeline that the options ask for, put together.</summary>
internal sealed class LiveSession : IAsyncDisposable
{
    private readonly TrackingModel _model;
    private readonly List<IFrameSink> _sinks = [];
    private SeriesFolders? _folders;

    private LiveSession(TrackingModel model) => _model = model;

    /// <summary>Buffers of the volumes.</summary>
    public VolumePool Pool { get; } = new(Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8));

    /// <summary>From ingest to the sinks.</summary>
    public TrackingPipeline Pipeline { get; private set; } = null!;

    /// <summary>Volumes over ZeroMQ; null when the session reads files.</summary>
    public Receiver? Receiver { get; private set; }

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
        var modelPath = ModelFile.Find(options.Model.Path);
        var session = new LiveSession(
            TrackingModel.Open(modelPath, options.Model.Detector, options.Model.Linker, options.Model.Published, services.Time)
        );
        try
        {
            session.Open(options, sockets, services, modelPath, more);
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
            _model.Dispose();
        }
    }

    private void Open(CellectOptions options, bool sockets, SessionServices services, string modelPath, IFrameSink[] more)
    {
        var (time, logs) = (services.Time, services.Logs);
        var state = new PipelineState();
        if (options.Record.Directory.Length > 0)
            OpenRecording(options, modelPath, services, state);
        else if (sockets)
            HostingLog.NothingRecorded(logs.CreateLogger<LiveSession>());
        if (sockets)
        {
            Receiver = new Receiver(options.Ingest, Pool, time, logs.CreateLogger<Receiver>()) { Tap = Volumes };
            if (options.Publish.PreviewsPerSecond > 0)
                _sinks.Add(Previews = new PreviewPublisher(options.Publish, time, logs.CreateLogger<Publisher>()));
            _sinks.Add(
                Publisher = new Publisher(options.Publish, time, () => Counts(state), logs.CreateLogger<Publisher>(), Previews?.Endpoint)
            );
            GateMetrics.Open(services.Meters, ClosedConnections);
        }

        if (options.Analysis.Enabled && (sockets || _folders is not null))
            _sinks.Add(
                Biology = new BiologySink(
                    options.Analysis,
                    _folders is { } folders ? folders.Of : null,
                    news => Publisher?.Tell(news),
                    logs.CreateLogger<BiologySink>()
                )
            );

        if (sockets && options.Triggers.Mode != TriggerMode.Off)
        {
            Triggers = new TriggerSession(options.Triggers, options.Microscope, options.Record.Directory, services, news =>
            {
                Publisher?.Tell(news);
                Volumes?.Tell(news);
            });
            Publisher!.Triggers = Triggers.Control;
            _sinks.Add(Triggers.Sink);
        }

        if (options.Overlay.Mode != OverlayMode.Off)
            _sinks.Add(
                Overlay = new OverlaySink(options.Overlay, time, logs.CreateLogger<OverlaySink>(), () => Counts(state), Triggers?.Control)
            );
        _sinks.AddRange(more);
        Pipeline = new TrackingPipeline(
            options.Pipeline,
            _model,
            _sinks,
            new PipelineMetrics(services.Meters, state),
            logs.CreateLogger<TrackingPipeline>()
        );
    }

    private IEnumerable<(string, IReadOnlyDictionary<string, long>)> ClosedConnections()
    {
        yield return ("Ingest:Endpoint", Receiver!.ClosedConnections);
        yield return ("Publish:Endpoint", Publisher!.ClosedConnections);
        yield return ("Publish:ControlEndpoint", Publisher.ClosedControlConnections);
        if (Previews is not null)
            yield return ("Publish:PreviewEndpoint", Previews.ClosedConnections);
    }

    private void OpenRecording(CellectOptions options, string modelPath, SessionServices services, PipelineState state)
    {
        var folders = _folders = new SeriesFolders(options.Record.Directory);
        if (options.Record.Volumes != VolumeMode.Off)
            Volumes = new VolumeRecorder(options.Record, folders, services.Time, services.Logs.CreateLogger<VolumeRecorder>());
        Recorder = new Recorder(
            options.Record,
            services.Time,
            Info(options, modelPath),
            () => state.Ledger,
            services.Logs.CreateLogger<Recorder>()
        )
        {
            Folders = folders,
            Volumes = Volumes,
            Ingest = () => Receiver?.Counters.Snapshot() ?? new Dictionary<string, long>(),
        };
        _sinks.Add(Recorder);
        if (Volumes is not null)
            _sinks.Add(Volumes);
    }

    private ServiceStatus Counts(PipelineState state) =>
        new(
            Receiver?.Counters.Volumes ?? 0,
            state.Tracked,
            state.Ledger,
            [
                .. state.Alerts,
                .. Recorder?.Alerts ?? [],
                .. Volumes?.Alerts ?? [],
                .. Biology?.Alerts ?? [],
                .. Receiver?.Alerts ?? [],
                .. Triggers?.Alerts ?? [],
            ]
        )
        {
            Ingest = Receiver?.Counters.Snapshot() ?? new Dictionary<string, long>(),
            Storage = Volumes?.Storage,
            Device = LiveTracking.Device,
            Triggers = Triggers?.Control.Status,
        };

    private static SessionInfo Info(CellectOptions options, string modelPath) =>
        new(
            JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(options, JsonText.Indented))!,
            new Dictionary<string, string>
            {
                ["cellect"] = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3),
                ["dotnet"] = Environment.Version.ToString(),
                ["model"] = modelPath,
                ["model_sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(modelPath))),
                ["device"] = LiveTracking.Device,
            }
        );
}
