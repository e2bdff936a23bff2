using System.Threading.Channels;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Ingest;

/// <summary>
/// The way out of ingest: writes events to the pipeline's channel and applies the policy when that is full. Series events
/// always wait; only volumes are ever dropped, and each loss is in the ledger.
/// </summary>
internal sealed class EventOutlet(
    ChannelWriter<StreamEvent> writer,
    IngestOptions options,
    IngestCounters counters,
    IngestLog log,
    CancellationToken abort
) : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);

    private readonly LinkedList<VolumeReady> _waiting = [];
    private IReadOnlyList<FrameLedger> _ledgers = [];

    /// <summary>Sees every volume before any is dropped; null: nobody.</summary>
    public IVolumeTap? Tap { get; init; }

    /// <summary>Told how many volumes wait, where they may be dropped; null: nobody.</summary>
    public Relief? Relief { get; init; }

    // All channels of a time point come at once.
    private int MostWaiting => options.MaxWaitingVolumes * options.Tracked().Count;

    /// <summary>True while volumes wait for room.</summary>
    public bool IsBehind => _waiting.Count > 0;

    public void Begin(SeriesStarted started)
    {
        Drain();
        _ledgers = started.Ledgers;
        Write(started);
    }

    public void End(SeriesEnded ended)
    {
        Drain();
        Write(ended);
        _ledgers = [];
    }

    /// <summary>Passes a volume on; it is the outlet's from here.</summary>
    public void Post(Volume volume)
    {
        var ledger = LedgerOf(volume.Header.C);
        if (ledger is not null)
        {
            ledger.MarkInFlight(volume.Header.T);
            // Of the same kind as the volumes that are tracked, so that the two rates can be compared.
            counters.AddVolume();
        }

        Tap?.See(volume);
        var ready = new VolumeReady(volume, ledger is not null);
        Flush();
        if (options.WhenFull == FullPolicy.Wait)
            WriteOrDrop(ready);
        else if (_waiting.Count > 0 || !writer.TryWrite(ready))
            Queue(ready);
    }

    /// <summary>Passes on what waits, as far as there is room.</summary>
    public void Flush()
    {
        while (_waiting.First is { } first && writer.TryWrite(first.Value))
            _waiting.RemoveFirst();
    }

    /// <summary>Passes on what waits, and lets the pipeline work for a moment.</summary>
    /// <returns>False when all is over.</returns>
    public bool Breathe()
    {
        Flush();
        return !abort.WaitHandle.WaitOne(Breath);
    }

    /// <summary>Passes on everything that waits, waiting for room.</summary>
    public void Drain()
    {
        while (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            WriteOrDrop(first.Value);
        }
    }

    /// <summary>Gives up what still waits, after a fault.</summary>
    public void Dispose()
    {
        foreach (var ready in _waiting)
            Drop(ready, DropReasons.Stopped);
        _waiting.Clear();
    }

    /// <summary>Tells how many volumes wait now.</summary>
    public void Look()
    {
        if (options.WhenFull != FullPolicy.Wait)
            Relief?.Press(_waiting.Count, MostWaiting);
    }

    private void Queue(VolumeReady ready)
    {
        Relief?.Press(_waiting.Count + 1, MostWaiting);
        if (_waiting.Count < MostWaiting)
            _waiting.AddLast(ready);
        else if (options.WhenFull == FullPolicy.DropNewest)
            Drop(ready, DropReasons.Newest);
        else
        {
            Drop(_waiting.First!.Value, DropReasons.Oldest);
            _waiting.RemoveFirst();
            _waiting.AddLast(ready);
        }
    }

    private void WriteOrDrop(VolumeReady ready)
    {
        if (!Write(ready))
            Drop(ready, DropReasons.Stopped);
    }

    // Blocks the receiver's own thread, which then receives nothing more: that is the back-pressure.
    private bool Write(StreamEvent item)
    {
        if (writer.TryWrite(item))
            return true;
        try
        {
            writer.WriteAsync(item, abort).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }

    private FrameLedger? LedgerOf(int channel)
    {
        foreach (var ledger in _ledgers)
            if (ledger.Channel == channel)
                return ledger;
        return null;
    }

    private void Drop(VolumeReady ready, string reason)
    {
        var header = ready.Volume.Header;
        ready.Volume.Dispose();
        counters.AddDropped(reason);
        LedgerOf(header.C)?.MarkDropped(header.T, reason);
        log.Dropped(header.Series, header.T, header.C, reason);
    }
}
