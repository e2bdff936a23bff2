using System.Diagnostics;
using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recognition;

namespace Cellect.Stream.Ingest;

/// <summary>Turns messages into events: decodes, assigns to a series, assembles, counts. Knows nothing of sockets.</summary>
internal sealed class Intake : IDisposable
{
    // An end whose number does not follow the last message's may be a stranger's: it holds when nothing more comes for so long.
    private static readonly TimeSpan EndDoubt = TimeSpan.FromSeconds(2);

    private readonly IngestOptions _options;

    // Longer than the pipeline takes for a volume, much longer.
    private static readonly TimeSpan RoomTimeout = TimeSpan.FromSeconds(10);

    private readonly VolumePool _pool;
    private readonly IngestMemory _memory;
    private readonly EventOutlet _outlet;
    private readonly IngestCounters _counters;
    private readonly IngestLog _log;
    private readonly IngestWatch _watch;
    private readonly TimeProvider _time;
    private readonly MessageReader _reader;
    private readonly List<Reading> _readings = [];
    private readonly PixelReader _pixels = new();
    private readonly SeriesSwitch _series;
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
        (_options, _pool, _memory, _outlet, _counters, _log, _watch, _time) = (options, pool, memory, outlet, counters, log, watch, time);
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
            Refuse(fault);
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
        PassOn(active);
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
        _pixels.Dispose();
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
            Refuse(fault with { Series = series.Name });
        foreach (var reading in ready)
            TakeNumbered(series, (ImageMessage)reading.Message, reading.Pixels);
    }

    private void TakeNumbered(ActiveSeries series, ImageMessage image, IPartSource parts)
    {
        if (image.IsAnonymous)
        {
            if (series.CheckFormat(image) is { } changed)
            {
                Refuse(changed with { T = null });
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

        Follow(series, message.Seq);
        Useful();
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
        Follow(series, end.Seq);
        Useful();
        if (end.LastT is { } last)
            series.Ledger.Expect(last);
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
        Follow(series, image.Seq);
        if (image.Unread is { } unread)
        {
            _watch.Tell(IngestWatch.Topics.Unread, unread);
            _log.Unread(series.Name, unread);
        }

        if (series.CheckFormat(image) is { } changed)
        {
            Refuse(changed);
            return;
        }

        TellVoxel(series, image);
        if (image is VolumeMessage volume)
            TakeVolumes(series, volume, parts);
        else
            TakePlane(series, (PlaneMessage)image, parts);
        PassOn(series);
    }

    private void TakeVolumes(ActiveSeries series, VolumeMessage message, IPartSource parts)
    {
        if (message.Channels == 1)
        {
            TakeVolume(series, message, parts);
            return;
        }

        var channels = new ChannelParts(parts, message.Channels);
        if (channels.Fault is { } fault)
        {
            Refuse(fault with { Series = series.Name, T = message.T, C = message.C });
            return;
        }

        for (var c = 0; c < message.Channels; c++)
        {
            channels.Begin(c);
            TakeVolume(series, message with { C = message.C + c, Channels = 1 }, channels);
        }
    }

    private void TakeVolume(ActiveSeries series, VolumeMessage message, IPartSource parts)
    {
        if (!IsWanted(series, message, series.Assembler.AdmitVolume(message.T, message.C)))
            return;
        var header = series.HeaderFor(message);
        if (!TryMakeRoom(series, message, header.ByteCount) || TryRent(header) is not { } volume)
        {
            Refuse(NoMemory(message, header.ByteCount));
            return;
        }

        if (_pixels.ReadVolume(message, parts, volume.Bytes) is { } fault)
        {
            volume.Dispose();
            Refuse(fault with { Series = series.Name, T = message.T, C = message.C });
            return;
        }

        Useful();
        series.Assembler.Add(volume);
    }

    private void TakePlane(ActiveSeries series, PlaneMessage message, IPartSource parts)
    {
        var header = series.HeaderFor(message);
        var isBegun = series.Assembler.IsBegun(message.T, message.C);
        if (!isBegun && !TryMakeRoom(series, message, header.ByteCount))
        {
            Refuse(NoMemory(message, header.ByteCount));
            return;
        }

        Admission admission;
        Span<byte> voxels;
        try
        {
            admission = series.Assembler.AdmitPlane(header, message.Z, out voxels);
        }
        catch (OutOfMemoryException)
        {
            Refuse(NoMemory(message, header.ByteCount));
            return;
        }

        if (!IsWanted(series, message, admission))
            return;
        // A bad plane is not yet the end of its volume: a good copy may follow, or the volume goes on incomplete.
        if (_pixels.ReadPlane(message, parts, voxels) is { } fault)
        {
            Count(fault with { Series = series.Name, T = message.T, C = message.C });
            return;
        }

        Useful();
        series.Assembler.SetPlane(header, message.Z);
    }

    /// <summary>Sees to it that a volume can be had: waits for the pipeline, and gives up what was begun and never finished.</summary>
    private bool TryMakeRoom(ActiveSeries series, ImageMessage image, long bytes)
    {
        if (bytes > _memory.VolumeBytes)
            return false;
        for (var begun = Stopwatch.GetTimestamp(); !_memory.IsThereRoomFor(bytes); PassOn(series))
            if (
                !series.Assembler.TryGiveUpEarliest(image.T, image.C)
                && (Stopwatch.GetElapsedTime(begun) > RoomTimeout || !_outlet.Breathe())
            )
                return false;
        return true;
    }

    private Volume? TryRent(VolumeHeader header)
    {
        try
        {
            return _pool.Rent(header);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private Malformed NoMemory(ImageMessage image, long bytes) =>
        new(
            MalformedReason.NoMemory,
            $"no room for a volume of {bytes} bytes within the {_memory.VolumeBytes} bytes for volumes, {_pool.LentBytes} in use; raise "
                + "Ingest:MemoryMegabytes, or send smaller volumes",
            image.Series,
            image.T,
            image.C
        );

    private bool IsWanted(ActiveSeries series, ImageMessage image, Admission admission)
    {
        if (admission == Admission.Wanted)
            return true;
        var isTracked = image.C == _options.TrackedChannel;
        var isKnown = isTracked && series.Ledger.StateOf(image.T) is LedgerStates.InFlight or LedgerStates.Processed;
        if (admission == Admission.Duplicate || isKnown)
        {
            _counters.AddDuplicate();
            _watch.Useless(
                $"time point {image.T}, channel {image.C} comes again, the series is at {series.HighestT}; let the sender count on"
            );
            return false;
        }

        _counters.AddLate();
        _log.Late(series.Name, image.T, image.C);
        _watch.Useless(
            $"time point {image.T}, channel {image.C} comes late, the series is at {series.HighestT}; send in the order of time, "
                + "or begin a new series"
        );
        if (isTracked)
            series.Ledger.MarkLate(image.T);
        return false;
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

    private void Follow(ActiveSeries series, ulong seq)
    {
        var lost = series.Sequence.See(seq);
        if (lost != 0)
            _counters.AddLostMessages(lost);
        if (lost > 0)
            _log.Gap(series.Name, lost, seq);
    }

    private void Useful()
    {
        _counters.AddUseful();
        _watch.Useful();
    }

    private void Finish(ActiveSeries series)
    {
        _held = null;
        _end = null;
        PassOn(series);
    }

    private void PassOn(ActiveSeries series)
    {
        while (series.Assembler.TryTake(out var assembled))
            if (assembled.Volume is { } volume)
                PassOn(volume);
            else
                GiveUp(series, assembled);
    }

    private void PassOn(Volume volume)
    {
        var header = volume.Header;
        if (header.C == _options.TrackedChannel)
            _watch.TrackedVolume();
        else
            _watch.OtherVolume(header.T, header.C, _options.TrackedChannel);
        _outlet.Post(volume);
    }

    private void GiveUp(ActiveSeries series, Assembled assembled)
    {
        var isTracked = assembled.C == _options.TrackedChannel;
        if (assembled.MissingPlanes == assembled.Planes)
        {
            // All its planes were malformed, and counted as such.
            if (isTracked)
                series.Ledger.MarkMalformed(assembled.T);
            return;
        }

        _counters.AddDropped(DropReasons.Incomplete);
        _log.Dropped(series.Name, assembled.T, assembled.C, DropReasons.Incomplete);
        if (isTracked)
            series.Ledger.MarkDropped(assembled.T, DropReasons.Incomplete);
    }

    private void Refuse(Malformed fault)
    {
        Count(fault);
        if (_series.Active is not { } active || active.Name != fault.Series)
            return;
        // It came, though nothing could be made of it: not one of those that were lost.
        if (fault.Seq is { } seq)
            Follow(active, seq);
        var isTracked = (fault.C ?? 0) == _options.TrackedChannel;
        if (isTracked && fault.T is >= 0 and var t && t < _options.Limits.MaxTimePoints && !active.IsFar(t))
            active.Ledger.MarkMalformed(t);
    }

    private void Count(Malformed fault)
    {
        _counters.AddMalformed(fault.Reason);
        _log.Malformed(fault);
        _watch.Useless($"{fault.Reason.Name()}: {fault.Detail}");
    }
}
