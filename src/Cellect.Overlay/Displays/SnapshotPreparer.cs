using System.Collections.Concurrent;
using Cellect.Data.Sinks;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>
/// Makes snapshots of drafts on a thread of its own, which yields to all others: projecting a large volume takes long, and whoever turns
/// the view meanwhile must not wait for it. Takes a tenth of its thread's time at most.
/// </summary>
internal sealed class SnapshotPreparer : IDisposable
{
    private const int MostWaiting = 8;

    // New volumes wake nobody: they are seen so much later at most.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(15);

    private readonly SnapshotFeed _feed;
    private readonly SnapshotBuilder _builder;
    private readonly DrawingPace _pace;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<PreparedSnapshot> _ready = new();
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly ManualResetEventSlim _begun = new();
    private volatile Exception? _problem;

    /// <summary>Starts the thread.</summary>
    public SnapshotPreparer(SnapshotFeed feed, OverlayOptions options, TimeProvider time)
    {
        (_feed, _time, _builder) = (feed, time, new SnapshotBuilder(options));
        _pace = new DrawingPace(time, options.MaxFramesPerSecond);
        _thread = new Thread(Run) { Name = "overlay snapshots", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Waits until all that had come by the start is ready.</summary>
    public void AwaitBeginning() => _begun.Wait();

    /// <summary>The next snapshot, in order, or null.</summary>
    /// <exception cref="InvalidOperationException">Making one has failed.</exception>
    public PreparedSnapshot? TryTake()
    {
        if (_problem is { } problem)
            throw new InvalidOperationException("a time point could not be prepared for drawing", problem);
        return _ready.TryDequeue(out var prepared) ? prepared : null;
    }

    /// <summary>Ends the thread; what it held is given back.</summary>
    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
        _stopped.Dispose();
        _begun.Dispose();
    }

    private void Run()
    {
        try
        {
            BackgroundThread.YieldToOthers();
            OverlaySnapshot? newest = null;
            while (!_stopped.IsSet)
            {
                var began = _time.GetTimestamp();
                if (_ready.Count < MostWaiting && _pace.Rest == TimeSpan.Zero && Prepare(ref newest))
                    _pace.Drawn(began);
                else
                    Rest();
            }
        }
        catch (Exception problem)
        {
            _problem = problem;
            _begun.Set();
        }
    }

    private void Rest()
    {
        _begun.Set();
        _stopped.Wait(Idle);
    }

    private bool Prepare(ref OverlaySnapshot? newest)
    {
        using var draft = _feed.TryTake();
        if (draft is not null)
        {
            _builder.TakeOthers(_feed.Others);
            newest = _builder.Build(draft);
            _ready.Enqueue(new PreparedSnapshot(newest, Again: false));
            return true;
        }

        if (newest is null || !_builder.TakeOthers(_feed.Others))
            return false;
        newest = _builder.WithOthers(newest);
        _ready.Enqueue(new PreparedSnapshot(newest, Again: true));
        return true;
    }
}

/// <summary>A snapshot that is ready to be drawn.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Again">True: the time point before once more, with newer images of other channels.</param>
internal readonly record struct PreparedSnapshot(OverlaySnapshot Snapshot, bool Again);
