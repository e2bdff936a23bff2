using System.Threading.Channels;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>
/// Keeps the volumes of a session as they came: all of them, or those around divisions and firings. It takes a lease of each on the
/// receiver's thread and writes on a thread of its own; what the disk cannot take in time is given up and told, so that tracking never
/// waits for it.
/// </summary>
internal sealed class VolumeRecorder : IVolumeTap, IFrameSink
{
    // Leases are bounded by their bytes; this bounds their number.
    private const int MostWaiting = 65_536;

    private readonly RecordOptions _options;
    private readonly VolumeDisk _disk;
    private readonly VolumeRing? _ring;
    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _mostBytes;
    private long _waitingBytes;
    private int _run = -1;
    private volatile string[] _alerts = [];

    /// <summary>Begins to wait for volumes.</summary>
    /// <param name="options">Which volumes, and how they are written.</param>
    /// <param name="folders">Where each series is recorded.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Gets trouble.</param>
    public VolumeRecorder(RecordOptions options, SeriesFolders folders, TimeProvider time, ILogger<VolumeRecorder> log)
    {
        _options = options;
        _mostBytes = (long)options.VolumeQueueMegabytes << 20;
        _disk = new VolumeDisk(options, folders, time, log);
        if (options.Volumes == VolumeMode.Ring)
            _ring = new VolumeRing(options.RingBefore, options.RingAfter, (long)options.RingMegabytes << 20);
        new Thread(Run) { IsBackground = true, Name = "cellect-volumes" }.Start();
    }

    /// <summary>What a person at the microscope must know; empty when all is well. Any thread.</summary>
    public IReadOnlyList<string> Alerts => [.. _disk.Alerts, .. _alerts];

    /// <summary>How it is doing. Any thread.</summary>
    public VolumeStorage Storage =>
        new(
            _options.Volumes.ToString(),
            _disk.Stored,
            _disk.Lost,
            Volatile.Read(ref _waitingBytes),
            _disk.BytesPerSecond,
            _disk.SecondsLeft
        );

    /// <summary>Says when the recording of volumes rests; null: never.</summary>
    public Relief? Relief { get; init; }

    /// <inheritdoc/>
    public void See(Volume volume)
    {
        if (Relief?.Rests(ReliefStep.StoredVolumes) == true)
        {
            _entries.Writer.TryWrite(new Gone(volume.Header, "volumes come faster than they are tracked"));
            return;
        }

        var bytes = volume.Header.ByteCount;
        // A single volume always fits, however large it is.
        if (Interlocked.Add(ref _waitingBytes, bytes) > Math.Max(_mostBytes, bytes))
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
            _entries.Writer.TryWrite(
                new Gone(volume.Header, $"the disk is too slow: {_options.VolumeQueueMegabytes} MB wait, Record:VolumeQueueMegabytes")
            );
            return;
        }

        var lease = volume.Lease();
        if (_entries.Writer.TryWrite(new Seen(lease)))
            return;
        lease.Dispose();
        Interlocked.Add(ref _waitingBytes, -bytes);
    }

    /// <summary>A rule has fired: the volumes around it are kept.</summary>
    public void Tell(TriggerNews news)
    {
        if (_ring is not null && news is { Event: "fired", T: >= 0 })
            _entries.Writer.TryWrite(new Happened(news.T));
    }

    /// <summary>Completes when everything that has been seen up to now is written or given up.</summary>
    public Task WrittenAsync(CancellationToken cancel)
    {
        var marker = new Marker(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _entries.Writer.TryWrite(marker) ? marker.Done.Task.WaitAsync(cancel) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        if (_ring is null)
            return ValueTask.CompletedTask;
        if (frame.Divisions.Count > 0)
            _entries.Writer.TryWrite(new Happened(frame.Header.T));
        _entries.Writer.TryWrite(new Tracked(frame.Header.T));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>Writes what waits, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _done.Task;
    }

    // A thread of its own: the disk may take its time.
    private void Run()
    {
        Exception? fault = null;
        try
        {
            while (_entries.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            while (_entries.Reader.TryRead(out var entry))
                Take(entry);
        }
        catch (Exception e)
        {
            fault = e;
        }

        _ring?.Dispose();
        _disk.Dispose();
        if (fault is null)
            _done.SetResult();
        else
            _done.SetException(fault);
    }

    private void Take(Entry entry)
    {
        switch (entry)
        {
            case Seen seen:
                Follow(seen.Volume.Header.Run);
                Keep(seen.Volume);
                break;
            case Gone gone:
                Follow(gone.Header.Run);
                _disk.Lose(gone.Header, gone.Why);
                break;
            case Happened happened:
                foreach (var volume in _ring!.Want(happened.T))
                    Write(volume);
                _alerts = _ring.Missed == 0 ? [] : [RingTooSmall(_ring.Missed)];
                break;
            case Tracked tracked:
                _ring!.Tracked(tracked.T);
                break;
            case Marker marker:
                marker.Done.SetResult();
                break;
        }
    }

    private void Follow(int run)
    {
        if (run == _run)
            return;
        _run = run;
        _ring?.Clear();
    }

    private void Keep(Volume volume)
    {
        Interlocked.Add(ref _waitingBytes, -volume.Header.ByteCount);
        if (_ring is null)
            Write(volume);
        else
            foreach (var wanted in _ring.Add(volume))
                Write(wanted);
    }

    private void Write(Volume volume)
    {
        using (volume)
            _disk.Write(volume);
    }

    private string RingTooSmall(long missed) =>
        $"{missed} events lack volumes from before them: {_options.RingMegabytes} MB hold fewer than {_options.RingBefore} time points; "
        + "raise Record:RingMegabytes or lower Record:RingBefore";

    private abstract record Entry;

    private sealed record Seen(Volume Volume) : Entry;

    private sealed record Gone(VolumeHeader Header, string Why) : Entry;

    private sealed record Happened(int T) : Entry;

    private sealed record Tracked(int T) : Entry;

    private sealed record Marker(TaskCompletionSource Done) : Entry;
}
