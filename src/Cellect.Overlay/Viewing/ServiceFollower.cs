using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Overlay.Snapshots;
using MessagePack;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Viewing;

/// <summary>
/// Subscribes to a service, joins late by its snapshot, and joins anew when messages were lost or the service was started anew. One thread
/// takes the messages. docs/publish.md, "Joining without gap or duplicate".
/// </summary>
internal sealed class ServiceFollower : IAsyncDisposable
{
    private const int MaxMessageBytes = 64 << 20;
    private const int MaxParts = 64;
    private const int QueuedMessages = 1000;

    // The newest image is wanted, not those that have piled up.
    private const int QueuedImages = 2;
    private const int MissedStatus = 3;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SilenceOfALostService = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private readonly string _endpoint;
    private readonly RemoteSeries _series;
    private readonly SnapshotFeed _feed;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RemotePreview _previews;
    private readonly ServiceWatch _watch;
    private readonly GateJournal _journal;
    private readonly Inlet _main;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;
    private readonly Dictionary<string, long> _newest = [];
    private Inlet? _images;
    private int _controlPort;
    private int _previewPort = -1;
    private long _run;
    private long _portsOf;
    private long _joined;
    private long _heard;
    private long? _statusAt;
    private TimeSpan _statusInterval;
    private bool _connected;
    private bool _unanswered;
    private bool _complained;

    /// <summary>Connects and follows; <see cref="Counts"/> is there at once.</summary>
    /// <param name="endpoint">Where the service publishes, <c>tcp://HOST:PORT</c>.</param>
    /// <param name="series">Told of everything.</param>
    /// <param name="feed">Told when the service is gone.</param>
    /// <param name="pool">Buffers of the images.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Connections, and the first message that cannot be read.</param>
    public ServiceFollower(string endpoint, RemoteSeries series, SnapshotFeed feed, VolumePool pool, TimeProvider time, ILogger log)
    {
        (_endpoint, _series, _feed, _time, _log) = (endpoint, series, feed, time, log);
        _previews = new RemotePreview(pool);
        _watch = new ServiceWatch(endpoint, series, feed, time, log);
        _heard = time.GetTimestamp();
        _journal = new GateJournal(log, endpoint);
        _main = Subscribe(
            endpoint,
            [SeriesMessage.Topic, TracksMessage.Topic, DivisionMessage.Topic, AnalysisMessage.Topic, StatusMessage.Topic],
            MaxMessageBytes,
            QueuedMessages
        );
        new Thread(Run) { IsBackground = true, Name = "cellect viewer" }.Start();
    }

    /// <summary>What the service's last status has told; null before the first.</summary>
    public ServiceStatus? Counts { get; private set; }

    /// <summary>Closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _ended.Task;
        await _watch.DisposeAsync();
        _main.Dispose();
        _images?.Dispose();
        _previews.Dispose();
        _series.Dispose();
    }

    private Inlet Subscribe(string endpoint, string[] topics, long maxBytes, int queued) =>
        Inlet.Subscribe(
            endpoint,
            topics,
            new GateLimits
            {
                MaxPartBytes = maxBytes,
                MaxMessageBytes = maxBytes,
                MaxParts = MaxParts,
            },
            queued,
            _journal,
            TimeProvider.System
        );

    private void Run()
    {
        for (var ticked = _time.GetTimestamp(); !_stopping; )
        {
            if (_main.TryReceive(Tick, out var message))
                TakeMain(message);
            if (_images is not null && _images.TryReceive(TimeSpan.Zero, out var image))
                TakeImage(image);
            if (_time.GetElapsedTime(ticked) < Tick)
                continue;
            ticked = _time.GetTimestamp();
            Guard(OnTick);
        }

        _ended.SetResult();
    }

    private void TakeMain(IncomingMessage message)
    {
        using (message)
            if (message.Count == 2)
                Guard(() => Take(System.Text.Encoding.ASCII.GetString(message[0].Span), MessageMap.Read(message[1].ToArray())));
        _watch.Repeat();
    }

    private void TakeImage(IncomingMessage message)
    {
        using (message)
            if (message.Count == 3)
                Guard(() => _series.Image(_previews.Read(MessageMap.Read(message[1].ToArray()), message[2].ToArray())));
    }

    private void Take(string topic, MessageMap message)
    {
        Heard();
        var (run, pub, prev) = (message.Whole("run"), message.Whole("pub"), message.Whole("prev"));
        if (topic == StatusMessage.Topic)
            ReadStatus(message, run);
        // A service that was started anew may have other ports: whoever asks at the old ones waits in vain.
        if (_controlPort == 0 || run != _portsOf)
            return;
        if (run != _run || prev > Math.Max(_joined, _newest.GetValueOrDefault(topic)))
            Join();
        if (run != _run || pub <= _joined)
            return;
        _newest[topic] = pub;
        switch (topic)
        {
            case SeriesMessage.Topic:
                _series.Series(message);
                break;
            case TracksMessage.Topic:
                _series.Tracks(message);
                break;
            case DivisionMessage.Topic:
                _series.Division(message);
                break;
            case AnalysisMessage.Topic:
                _series.Analysis(message);
                break;
        }
    }

    private void Heard()
    {
        _heard = _time.GetTimestamp();
        if (_connected)
            return;
        _connected = true;
        ViewingLog.Connected(_log, _endpoint);
        if (_feed.Status.DisconnectedSince is not null)
            _feed.Status = _feed.Status with { DisconnectedSince = null };
    }

    private void ReadStatus(MessageMap status, long run)
    {
        if (_statusAt is { } before && _connected)
            _statusInterval = _time.GetElapsedTime(before, _heard);
        _statusAt = _heard;
        Counts = StatusMessage.ReadCounts(status);
        (_controlPort, var previews) = StatusMessage.ReadPorts(status);
        _portsOf = run;
        if (previews == _previewPort)
            return;
        _previewPort = previews;
        _series.HasPreviews = previews > 0;
        Watch(previews);
    }

    private void Watch(int port)
    {
        _images?.Dispose();
        _images = port == 0 ? null : Subscribe(AtPort(port), [PreviewMessage.Topic], RemotePreview.MaxBytes + (1 << 20), QueuedImages);
    }

    // Blocks this thread alone; what is published meanwhile waits in its queue.
    private void Join()
    {
        using var line = new RequestLine(AtPort(_controlPort), MaxMessageBytes, MaxParts, _journal, TimeProvider.System);
        line.TrySend(MessagePackSerializer.Serialize(new Dictionary<string, object> { ["v"] = 1, ["type"] = "snapshot" }));
        _unanswered = !line.TryReceive(AnswerWithin, out var answer);
        if (_unanswered)
            return;
        var snapshot = MessageMap.Read(answer![0]);
        (_run, _joined) = (snapshot.Whole("run"), snapshot.Whole("pub"));
        _newest.Clear();
        _series.Join(snapshot);
    }

    private void OnTick()
    {
        _series.Rest();
        _watch.Look(_connected ? Counts : null, _heard, _unanswered ? _controlPort : 0, _previewPort);
        if (!_connected && _feed.Status.DisconnectedSince is not null)
            return;
        var timeout = MissedStatus * _statusInterval;
        if (_time.GetElapsedTime(_heard) <= (timeout > SilenceOfALostService ? timeout : SilenceOfALostService))
            return;
        if (_connected)
            ViewingLog.Disconnected(_log, _endpoint);
        _connected = false;
        // A service that is started anew has another run, and may have other ports.
        _feed.Status = _feed.Status with { DisconnectedSince = _heard };
    }

    /// <summary>A message that cannot be read costs itself, and one line in the log; an exception on this thread would end the
    /// program.</summary>
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem)
        {
            if (!_complained)
                ViewingLog.Unreadable(_log, problem.Message);
            _complained = true;
        }
    }

    private string AtPort(int port) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_endpoint[.._endpoint.LastIndexOf(':')]}:{port}");
}
