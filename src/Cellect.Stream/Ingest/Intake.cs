using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recognition;

namespace Cellect.Stream.Ingest;

/// <summary>Turns messages into events: decodes, assigns to a series, assembles, counts. Knows nothing of sockets.</summary>
internal sealed class Intake : IDisposable
{
    // An end whose number does not follow the last message's may be a stranger's: it holds when nothing more comes for so long.
    private static readonly TimeSpan EndDoubt = TimeSpan.FromSeconds(2);

    private readonly EventOutlet _outlet;
    private readonly IngestCounters _counters;
    private readonly IngestLog _log;
    private readonly IngestWatch _watch;
    private readonly TimeProvider _time;
    private readonly MessageReader _reader;
    private readonly List<Reading> _readings = [];
    private readonly SeriesSwitch _series;
    private readonly MessageAccount _account;
    private readonly VolumeIntake _volumes;
    private HeldMessage? _held;
    private (EndMessage Message, long Since)? _end;

    public Intake(
        IngestOptions options,
        VolumePool pool,
        IngestMemory memory,
        EventOutlet outlet,
        IngestCounters counters,
        IngestLog log,
        IngestWatch watch,
        TimeProvider time
    )
    {
        (_outlet, _counters, _log, _watch, _time) = (outlet, counters, log, watch, time);
        _account = new MessageAccount(options, counters, log, watch);
        _volumes = new VolumeIntake(options, pool, memory, outlet, counters, log, watch, _account);
        _reader = new MessageReader(options.Limits);
        _series = new SeriesSwitch(options, pool, outlet, counters, log, watch, time) { Flushing = Flush, Finishing = Finish };
    }

    /// <summary>The recording of a series that a crash cut short; null: there is none.</summary>
    public InterruptedRecording? Interrupted
    {
        init => _series.Interrupted = value;
    }

    /// <summary>Takes one message.</summary>
    /// <param name="header">Part 0.</param>
    /// <param name="parts">The parts after it; not all of them need be read.</param>
    public void Take(ReadOnlyMemory<byte> header, IPartSource parts)
    {
        _watch.Complaint = null;
        var fault = _reader.Read(header, parts, _readings);
        foreach (var reading in _readings)
            Take(reading.Message, reading.Pixels);
        if (fault is not null)
            _account.Refuse(_series.Active, fault);
    }

    /// <summary>Takes what came through the plain TCP door.</summary>
    /// <returns>Why it was of no use; null when it was.</returns>
    public string? TakeDoor(DoorMessage message)
    {
        if (!TcpDoor.IsEnd(message.Header))
            Take(message.Header, new Part(message.Pixels));
        else if (_series.Active is { IsRecipe: true })
            _series.End(EndReasons.End);
        return _watch.Complaint;
    }

    /// <summary>Does what is due by the clock.</summary>
    public void CheckTime()
    {
        _outlet.Flush();
        if (_series.Active is not { } active)
            return;
        active.Assembler.CheckTimeouts();
        _volumes.PassOn(active);
        if (_end is { } end && _time.GetElapsedTime(end.Since) >= EndDoubt)
            End(active, end.Message);
    }

    /// <summary>No sender is connected and nothing waits to be received: a series of the array recipe ends with its sender.</summary>
    public void SendersGone()
    {
        if (_end is { } end && _series.Active is { } active)
            End(active, end.Message);
        if (_series.Active is { IsRecipe: true })
            _series.End(EndReasons.Disconnected);
    }

    /// <summary>Ends the series, since nothing more will be received.</summary>
    public void Stop()
    {
        if (_end is { } end && _series.Active is { } active)
            End(active, end.Message);
        _series.End(EndReasons.Stopped);
        _outlet.Drain();
    }

    public void Dispose()
    {
        _series.Dispose();
        _volumes.Dispose();
    }

    private void Take(WireMessage message, IPartSource parts)
    {
        // Whoever comes after an end that was doubted: its own series goes on, another one shows that it was the end.
        if (_end is { } end && message.Series != end.Message.Series && _series.Active is { } ending)
            End(ending, end.Message);
        if (_series.For(message) is not { } series)
            return;
        if (message is ImageMessage image)
            TakeSlices(series, image, parts);
        else
            TakeOther(series, message);
    }

    /// <summary>Where slices do not tell how many make a volume, the first ones wait until that is known.</summary>
    private void TakeSlices(ActiveSeries series, ImageMessage image, IPartSource parts)
    {
        var ready = new List<Reading>(1);
        if (series.Stacker.Take(image, parts, ready) is { } fault)
            _account.Refuse(_series.Active, fault with { Series = series.Name });
        foreach (var reading in ready)
            TakeNumbered(series, (ImageMessage)reading.Message, reading.Pixels);
    }

    private void TakeNumbered(ActiveSeries series, ImageMessage image, IPartSource parts)
    {
        if (image.IsAnonymous)
        {
            if (series.CheckFormat(image) is { } changed)
            {
                _account.Refuse(_series.Active, changed with { T = null });
                return;
            }

            image = series.Number(image);
        }

        TakeImage(series, image, parts);
    }

    private void Flush(ActiveSeries series)
    {
        var ready = new List<Reading>();
        series.Stacker.Flush(ready);
        foreach (var reading in ready)
            TakeNumbered(series, (ImageMessage)reading.Message, reading.Pixels);
    }

    private void TakeOther(ActiveSeries series, WireMessage message)
    {
        if (message is EndMessage end)
        {
            TakeEnd(series, end);
            return;
        }

        _account.Follow(series, message.Seq);
        _account.Useful();
        series.Start ??= (StartMessage)message;
    }

    private void TakeEnd(ActiveSeries series, EndMessage end)
    {
        if (!series.Sequence.Follows(end.Seq) && series.HighestT >= 0)
            _end = (end, _time.GetTimestamp());
        else
            End(series, end);
    }

    private void End(ActiveSeries series, EndMessage end)
    {
        _end = null;
        _account.Follow(series, end.Seq);
        _account.Useful();
        if (end.LastT is { } last)
            foreach (var ledger in series.Ledgers)
                ledger.Expect(last);
        _series.End(EndReasons.End);
    }

    private void TakeImage(ActiveSeries series, ImageMessage image, IPartSource parts)
    {
        if (_end is { } end)
        {
            _end = null;
            _counters.AddAfterEnd();
            _watch.Tell(
                IngestWatch.Topics.FalseEnd,
                $"an end of series '{series.Name}' with seq {end.Message.Seq} came before its last volume and is not believed; "
                    + "if another program sends it, stop that; an end's seq follows that of the last message"
            );
        }

        if (series.IsFar(image.T))
        {
            TakeFar(series, image, parts);
            return;
        }

        TakeBelieved(series, image, parts);
    }

    /// <summary>A time point far beyond the others: it waits for a second one that agrees.</summary>
    private void TakeFar(ActiveSeries series, ImageMessage image, IPartSource parts)
    {
        if (_held is { } held && ActiveSeries.Agree(held.Image, image))
        {
            _held = null;
            _counters.AddHeld(-1);
            _watch.Withdraw(IngestWatch.Topics.FarTime);
            series.Believe(Math.Min(held.Image.T, image.T));
            TakeBelieved(series, held.Image, held);
            TakeBelieved(series, image, parts);
            return;
        }

        _held = new HeldMessage(image, parts);
        _counters.AddHeld(1);
        var text =
            $"time point {image.T} came while the series is at {series.HighestT}: it is held until a second one agrees; "
            + "if a program counts wrongly or sends into another's series, stop it";
        _watch.Tell(IngestWatch.Topics.FarTime, text);
        _watch.Useless(text);
    }

    private void TakeBelieved(ActiveSeries series, ImageMessage image, IPartSource parts)
    {
        _account.Follow(series, image.Seq);
        if (image.Unread is { } unread)
        {
            _watch.Tell(IngestWatch.Topics.Unread, unread);
            _log.Unread(series.Name, unread);
        }

        if (series.CheckFormat(image) is { } changed)
        {
            _account.Refuse(_series.Active, changed);
            return;
        }

        TellVoxel(series, image);
        if (image is VolumeMessage volume)
            _volumes.TakeVolumes(series, volume, parts);
        else
            _volumes.TakePlane(series, (PlaneMessage)image, parts);
        _volumes.PassOn(series);
    }

    private void TellVoxel(ActiveSeries series, ImageMessage image)
    {
        if (series.VoxelIsAssumed(image))
        {
            _watch.Tell(
                IngestWatch.Topics.Voxel,
                "nobody tells the voxel size: 1,1,1 µm is assumed, and distances are wrong; set Ingest:DefaultVoxelMicrometres z,y,x, "
                    + "or let the sender tell voxel_um"
            );
            _log.VoxelAssumed(series.Name);
        }
        else
        {
            _watch.Withdraw(IngestWatch.Topics.Voxel);
        }
    }

    private void Finish(ActiveSeries series)
    {
        _held = null;
        _end = null;
        _volumes.PassOn(series);
    }
}
