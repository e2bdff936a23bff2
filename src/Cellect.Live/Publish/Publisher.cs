using System.Collections.Concurrent;
using Cellect.Data.Biology;
using Cellect.Data.Messages;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Publish;

/// <summary>
/// Sends tracks, divisions and status over ZeroMQ as they are made, and answers late joiners. One thread does both;
/// the pipeline hands frames over through a bounded queue. The messages: docs/publish.md.
/// </summary>
internal sealed class Publisher : IFrameSink
{
    private const int QueuedFrames = 16,
        QueuedNews = 1000;

    // Those, a status, a request of each connection: never reached.
    private const int QueuedActions = 4096;
    private const int MaxRequestParts = 64;
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly Announcer _announcer;
    private readonly AnswerDoor _answers;
    private readonly GateJournal _journal;
    private readonly GateJournal _controlJournal;
    private readonly BlockingCollection<Action> _queue = new(QueuedActions);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _room = new(QueuedFrames);
    private readonly CancellationTokenSource _stopped = new();
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
    /// <param name="populations">Those that are tracked; null: that of the first volume.</param>
    /// <exception cref="IOException">An endpoint cannot be bound.</exception>
    public Publisher(
        PublishOptions options,
        TimeProvider time,
        Func<ServiceStatus> counts,
        ILogger<Publisher> log,
        string? previewEndpoint = null,
        IReadOnlyList<Population>? populations = null
    )
    {
        _log = log;
        _journal = new GateJournal(log, $"Publish:{nameof(options.Endpoint)}");
        _controlJournal = new GateJournal(log, $"Publish:{nameof(options.ControlEndpoint)}");
        _announcer = Binding.Bind(options.Endpoint, nameof(options.Endpoint), () =>
            new Announcer(options.Endpoint, options.SubscriberQueueMessages, _journal, TimeProvider.System)
        );
        try
        {
            _answers = Binding.Bind(options.ControlEndpoint, nameof(options.ControlEndpoint), () => OpenAnswers(options.ControlEndpoint));
        }
        catch
        {
            _announcer.Dispose();
            throw;
        }

        _broadcaster = new Broadcaster(
            _announcer,
            time,
            counts,
            new ServicePorts(PreviewEndpoint.PortOf(ControlEndpoint), PreviewEndpoint.PortOf(previewEndpoint)),
            populations
        );
        _control = new ControlServer(ControlEndpoint, _broadcaster, () => Triggers, log);
        new Thread(Run) { IsBackground = true, Name = "cellect publisher" }.Start();
        Log.Publishing(log, Endpoint, ControlEndpoint);

        var interval = TimeSpan.FromSeconds(options.StatusIntervalSeconds);
        _statusTimer = time.CreateTimer(_ => QueueStatus(), null, interval, interval);
    }

    /// <summary>What control requests steer; null: there are no triggers.</summary>
    public ITriggerControl? Triggers { get; set; }

    /// <summary>Where the PUB socket is bound, with its true port.</summary>
    public string Endpoint => _announcer.Endpoint;

    /// <summary>Where the control socket is bound, with its true port.</summary>
    public string ControlEndpoint => _answers.Endpoint;

    /// <summary>Connections that subscribers lost for what they did, by reason.</summary>
    public IReadOnlyDictionary<string, long> ClosedConnections => _journal.Counts;

    /// <summary>Connections that clients of the control socket lost for what they did, by reason.</summary>
    public IReadOnlyDictionary<string, long> ClosedControlConnections => _controlJournal.Counts;

    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) =>
        HandOverAsync(() => _broadcaster.Begin(header), cancel);

    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel) =>
        HandOverAsync(() => _broadcaster.Frame(frame), cancel);

    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel) =>
        HandOverAsync(() => _broadcaster.End(summary), cancel);

    /// <summary>Publishes what the triggers did; never waits. What comes while many wait already is not published (it is in the audit
    /// log).</summary>
    public void Tell(TriggerNews news) => Tell(() => _broadcaster.Trigger(news));

    /// <summary>Publishes what the analysis says of a frame; never waits. What comes while many wait already is not published (it is in
    /// the tables).</summary>
    public void Tell(AnalysisNews news) => Tell(() => _broadcaster.Analysis(news));

    /// <summary>Publishes which track continues which; never waits. What comes while many wait already is not published (it is in
    /// <c>merges.csv</c>).</summary>
    public void Tell(TrackMerge merge) => Tell(() => _broadcaster.Merge(merge));

    /// <summary>Sends what has been handed over, then closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _statusTimer.DisposeAsync();
        if (_fault is null)
            await FlushAsync();
        _queue.CompleteAdding();
        await _ended.Task;
        await Task.WhenAll(_announcer.FlushAsync(Linger), _answers.FlushAsync(Linger));
        _announcer.Dispose();
        _answers.Dispose();
        _stopped.Dispose();
        _room.Dispose();
    }

    private void Tell(Action send)
    {
        if (_fault is not null || Volatile.Read(ref _disposed) != 0)
            return;
        if (Interlocked.Increment(ref _newsQueued) > QueuedNews)
        {
            Interlocked.Decrement(ref _newsQueued);
            return;
        }

        Enqueue(() =>
        {
            Interlocked.Decrement(ref _newsQueued);
            send();
        });
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

        Enqueue(() =>
        {
            _room.Release();
            send();
        });
    }

    private async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStopped = _stopped.Token.Register(() => flushed.TrySetResult());
        Enqueue(() => flushed.TrySetResult());
        await flushed.Task;
    }

    private void QueueStatus()
    {
        if (Interlocked.Exchange(ref _statusQueued, 1) != 0)
            return;
        Enqueue(() =>
        {
            Volatile.Write(ref _statusQueued, 0);
            _broadcaster.Status();
        });
    }

    // What comes when all is over is nobody's.
    private void Enqueue(Action action)
    {
        try
        {
            _queue.Add(action);
        }
        catch (InvalidOperationException) when (_queue.IsAddingCompleted) { }
    }

    private AnswerDoor OpenAnswers(string endpoint) =>
        // What is larger ends its connection, unread.
        new(endpoint, 16 * ControlRequest.MaxBytes, MaxRequestParts, AnswerAsync, _controlJournal, TimeProvider.System);

    private async Task<IReadOnlyList<byte[]>> AnswerAsync(string from, IReadOnlyList<byte[]> request, CancellationToken closed)
    {
        var answer = new TaskCompletionSource<IReadOnlyList<byte[]>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() => Answer(from, request, answer));
        return await answer.Task.WaitAsync(closed);
    }

    // What goes wrong with a request costs its connection, and is told there.
    private void Answer(string from, IReadOnlyList<byte[]> request, TaskCompletionSource<IReadOnlyList<byte[]>> answer)
    {
        try
        {
            answer.SetResult(_control.Answer(from, request));
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }
    }

    private void Run()
    {
        foreach (var action in _queue.GetConsumingEnumerable())
            Guard(action);
        _ended.SetResult();
    }

    /// <summary>An exception on this thread would end the process; the next hand-over throws it instead.</summary>
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
            Log.PublisherFailed(_log, e);
            _stopped.Cancel();
        }
    }
}
