using System.Buffers;
using Cellect.Data.Images;
using Cellect.Data.Messages;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Live.Logging;
using MessagePack;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Publish;

/// <summary>
/// Sends reduced volumes to viewers: at most so many a second, at most so large, and nothing at all is computed while nobody watches. The
/// pipeline leaves a lease and goes on; a thread of its own does the rest, and a viewer that reads too slowly gets fewer.
/// </summary>
internal sealed class PreviewPublisher : IFrameSink, IChannelViewer
{
    // Two: what waits for a slow viewer is old already, and a sleeping laptop must not fill the memory.
    private const int QueuedMessages = 2;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(100);

    private readonly PublishOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly GateJournal _journal;
    private readonly Announcer _announcer;
    private readonly AutoResetEvent _subscribed = new(false);
    private readonly NewestVolumes _newest = new(1 + NewestVolumes.OtherChannels);
    private readonly VolumeReducer _reducer = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _watchers;
    private volatile bool _watched;
    private volatile bool _stopping;
    private readonly Dictionary<int, (byte[] Header, byte[] Pixels)> _last = [];
    private long? _sent;

    /// <summary>Binds the socket and starts the thread.</summary>
    /// <exception cref="IOException">The endpoint cannot be bound.</exception>
    public PreviewPublisher(PublishOptions options, TimeProvider time, ILogger log)
    {
        (_options, _time, _log) = (options, time, log);
        _journal = new GateJournal(log, $"Publish:{nameof(PublishOptions.PreviewEndpoint)}");
        var endpoint = PreviewEndpoint.Of(options);
        _announcer = Binding.Bind(endpoint, nameof(PublishOptions.PreviewEndpoint), () =>
            new Announcer(endpoint, QueuedMessages, _journal, TimeProvider.System, () => _subscribed.Set())
        );
        new Thread(Run) { IsBackground = true, Name = "cellect previews" }.Start();
    }

    /// <summary>Where it is bound, with the true port.</summary>
    public string Endpoint => _announcer.Endpoint;

    /// <summary>Connections that viewers lost for what they did, by reason.</summary>
    public IReadOnlyDictionary<string, long> ClosedConnections => _journal.Counts;

    /// <summary>Says when previews rest; null: never.</summary>
    public Relief? Relief { get; init; }

    /// <summary>True while somebody has subscribed.</summary>
    public bool Watched => _watched;

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        See(volume);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void See(Volume volume)
    {
        // Also while nobody watches: who joins a slow microscope wants a picture at once, not with the next volume.
        _newest.See(volume);
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>Ends the thread and closes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _ended.Task;
        _newest.Close();
    }

    private void Run()
    {
        try
        {
            BackgroundThread.YieldToOthers();
            while (!_stopping)
                Turn();
        }
        catch (Exception problem)
        {
            // Previews are a comfort: tracking, recording and tracks go on without them.
            Log.PreviewsFailed(_log, problem);
        }
        finally
        {
            _watched = false;
            _newest.Close();
            _announcer.Dispose();
            _ended.SetResult();
        }
    }

    /// <summary>Hears of subscriptions while it waits, then sends what is due.</summary>
    private void Turn()
    {
        if (_subscribed.WaitOne(Rest()))
            LookWhoWatches();
        else if (_watched && IsDue() && Relief?.Rests(ReliefStep.Previews) != true)
            SendWhatWaits();
    }

    private void SendLast()
    {
        foreach (var (header, pixels) in _last.Values)
            _announcer.Publish(PreviewMessage.Topic, header, pixels);
    }

    private TimeSpan Rest()
    {
        if (!_watched || _sent is not { } sent)
            return WatchInterval;
        var rest = Interval - _time.GetElapsedTime(sent);
        return TimeSpan.FromTicks(Math.Clamp(rest.Ticks, ShortestRest.Ticks, WatchInterval.Ticks));
    }

    private TimeSpan Interval => TimeSpan.FromSeconds(1 / _options.PreviewsPerSecond);

    private bool IsDue() => _sent is not { } sent || _time.GetElapsedTime(sent) >= Interval;

    // What waits now and no more: a channel that is put again while this sends is one of the next turn's.
    private void SendWhatWaits()
    {
        var waiting = _newest.TakeAll();
        if (waiting.Count > 0)
            _sent = _time.GetTimestamp();
        foreach (var volume in waiting)
            using (volume)
                if (!_stopping)
                    Send(volume);
    }

    private void Send(Volume volume)
    {
        var image = PreviewImage.Of(volume, _options.PreviewMaxBytes, _reducer);
        _buffer.ResetWrittenCount();
        var writer = new MessagePackWriter(_buffer);
        PreviewMessage.Write(ref writer, volume.Header, image, _time.UtcNanoseconds());
        writer.Flush();
        var header = _buffer.WrittenSpan.ToArray();
        _announcer.Publish(PreviewMessage.Topic, header, image.Packed);
        _last[volume.Header.C] = (header, image.Packed);
    }

    // Whoever has come wants a picture at once; the others get it a second time.
    private void LookWhoWatches()
    {
        var watchers = _announcer.CountWatchers(PreviewMessage.Topic);
        var hasCome = watchers > _watchers;
        (_watchers, _watched) = (watchers, watchers > 0);
        if (hasCome)
            SendLast();
    }
}
