using Cellect.Data.Messages;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Live.Publish;

/// <summary>
/// Sends tracks, divisions and status over ZeroMQ as they are made, and answers late joiners. One thread owns the sockets;
/// the pipeline hands frames over through a bounded queue. The messages: docs/publish.md.
/// </summary>
internal sealed class Publisher : IFrameSink
{
    private const int QueuedFrames = 16,
        QueuedNews = 1000;
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly PublisherSocket _pub = new();
    private readonly RouterSocket _router = new();
    private readonly NetMQQueue<Action> _queue = new();
    private readonly SemaphoreSlim _room = new(QueuedFrames);
    private readonly CancellationTokenSource _stopped = new();
    private readonly NetMQPoller _poller;
    private readonly Broadcaster _broadcaster;
    private readonly ControlServer _control;
    private readonly ILogger _log;
    private readonly ITimer _statusTimer;
    private Exception? _fault;
    private int _statusQueued;
    private int _newsQueued;
    private int _disposed;

    /// <summary>Binds both sockets and starts to publish status.</summary>
    /// <param name="options">Where to bind.</param>
    /// <param name="time">Clock of stamps and status.</param>
    /// <param name="counts">The pipeline's figures for status messages; called on the publisher's thread, must not block.</param>
    /// <param name="log">Gets the endpoints and the first bad request.</param>
    /// <param name="previewEndpoint">Where previews go out, told to viewers; null where there are none.</param>
    /// <exception cref="IOException">An endpoint cannot be bound.</exception>
    public Publisher(
        PublishOptions options,
        TimeProvider time,
        Func<ServiceStatus> counts,
        ILogger<Publisher> log,
        string? previewEndpoint = null
    )
    {
        _log = log;
        _pub.Options.SendHighWatermark = options.SubscriberQueueMessages;
        _pub.Options.Linger = _router.Options.Linger = Linger;
        _router.Options.MaxMsgSize = 16 * ControlRequest.MaxBytes; // What is larger ends its connection, unread.
        try
        {
            Endpoint = Binding.Bind(_pub, options.Endpoint, nameof(options.Endpoint));
            ControlEndpoint = Binding.Bind(_router, options.ControlEndpoint, nameof(options.ControlEndpoint));
        }
        catch
        {
            CloseSockets();
            throw;
        }

        _broadcaster = new Broadcaster(
            _pub,
            time,
            counts,
            new ServicePorts(PreviewEndpoint.PortOf(ControlEndpoint), PreviewEndpoint.PortOf(previewEndpoint))
        );
        _control = new ControlServer(_router, ControlEndpoint, _broadcaster, () => Triggers, log);
        _queue.ReceiveReady += (_, _) => Guard(TakeOne);
        _router.ReceiveReady += (_, _) => Guard(_control.AnswerOne);
        _poller = new NetMQPoller { _queue, _router };
        _poller.RunAsync("cellect publisher", isBackgroundThread: true);
        Log.Publishing(log, Endpoint, ControlEndpoint);

        var interval = TimeSpan.FromSeconds(options.StatusIntervalSeconds);
        _statusTimer = time.CreateTimer(_ => QueueStatus(), null, interval, interval);
    }

    /// <summary>What control requests steer; null: there are no triggers.</summary>
    public ITriggerControl? Triggers { get; set; }

    /// <summary>Where the PUB socket is bound, with its true port.</summary>
    public string Endpoint { get; }

    /// <summary>Where the control socket is bound, with its true port.</summary>
    public string ControlEndpoint { get; }

    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) =>
        HandOverAsync(() => _broadcaster.Begin(header), cancel);

    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel) =>
        HandOverAsync(() => _broadcaster.Frame(frame), cancel);

    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel) =>
        HandOverAsync(() => _broadcaster.End(summary), cancel);

    /// <summary>Publishes what the triggers did; never waits. What comes while many wait already is not published (it is in the audit
    /// log).</summary>
    public void Tell(TriggerNews news)
    {
        if (_fault is not null || Volatile.Read(ref _disposed) != 0)
            return;
        if (Interlocked.Increment(ref _newsQueued) > QueuedNews)
        {
            Interlocked.Decrement(ref _newsQueued);
            return;
        }

        _queue.Enqueue(() =>
        {
            Interlocked.Decrement(ref _newsQueued);
            _broadcaster.Trigger(news);
        });
    }

    /// <summary>Sends what has been handed over, then closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _statusTimer.DisposeAsync();
        if (_fault is null)
            await FlushAsync();
        _poller.Dispose();
        CloseSockets();
        _stopped.Dispose();
        _room.Dispose();
    }

    private async ValueTask HandOverAsync(Action send, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stopped.Token);
        try
        {
            await _room.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (_fault is not null)
        {
            throw new InvalidOperationException($"the publisher's thread has failed: {_fault.Message}", _fault);
        }

        _queue.Enqueue(() =>
        {
            _room.Release();
            send();
        });
    }

    private async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStopped = _stopped.Token.Register(() => flushed.TrySetResult());
        _queue.Enqueue(() => flushed.TrySetResult());
        await flushed.Task;
    }

    private void QueueStatus()
    {
        if (Interlocked.Exchange(ref _statusQueued, 1) != 0)
            return;
        _queue.Enqueue(() =>
        {
            Volatile.Write(ref _statusQueued, 0);
            _broadcaster.Status();
        });
    }

    private void TakeOne()
    {
        if (_queue.TryDequeue(out var action, TimeSpan.Zero))
            action();
    }

    /// <summary>An exception on the poller's thread would end the process; the next hand-over throws it instead.</summary>
    private void Guard(Action action)
    {
        if (_fault is not null)
            return;
        try
        {
            action();
        }
        catch (Exception e)
        {
            _fault = e;
            _poller.Stop();
            _stopped.Cancel();
        }
    }

    private void CloseSockets()
    {
        _pub.Dispose();
        _router.Dispose();
        _queue.Dispose();
    }
}
