using System.Diagnostics;
using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>Makes volumes of the images of a series: finds memory, reads pixels, assembles, passes on or gives up.</summary>
internal sealed class VolumeIntake : IDisposable
{
    // Longer than the pipeline takes for a volume, much longer.
    private static readonly TimeSpan RoomTimeout = TimeSpan.FromSeconds(10);

    private readonly IngestOptions _options;
    private readonly VolumePool _pool;
    private readonly IngestMemory _memory;
    private readonly EventOutlet _outlet;
    private readonly IngestCounters _counters;
    private readonly IngestLog _log;
    private readonly IngestWatch _watch;
    private readonly MessageAccount _account;
    private readonly PixelReader _pixels = new();

    public VolumeIntake(
        IngestOptions options,
        VolumePool pool,
        IngestMemory memory,
        EventOutlet outlet,
        IngestCounters counters,
        IngestLog log,
        IngestWatch watch,
        MessageAccount account
    )
    {
        (_options, _pool, _memory, _outlet) = (options, pool, memory, outlet);
        (_counters, _log, _watch, _account) = (counters, log, watch, account);
    }

    /// <summary>Takes the volumes of a message: of one channel, or of several that follow each other.</summary>
    public void TakeVolumes(ActiveSeries series, VolumeMessage message, IPartSource parts)
    {
        if (message.Channels == 1)
        {
            TakeVolume(series, message, parts);
            return;
        }

        var channels = new ChannelParts(parts, message.Channels);
        if (channels.Fault is { } fault)
        {
            _account.Refuse(series, fault with { Series = series.Name, T = message.T, C = message.C });
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
            _account.Refuse(series, NoMemory(message, header.ByteCount));
            return;
        }

        if (_pixels.ReadVolume(message, parts, volume.Bytes) is { } fault)
        {
            volume.Dispose();
            _account.Refuse(series, fault with { Series = series.Name, T = message.T, C = message.C });
            return;
        }

        _account.Useful();
        series.Assembler.Add(volume);
    }

    /// <summary>Takes a plane.</summary>
    public void TakePlane(ActiveSeries series, PlaneMessage message, IPartSource parts)
    {
        var header = series.HeaderFor(message);
        var isBegun = series.Assembler.IsBegun(message.T, message.C);
        if (!isBegun && !TryMakeRoom(series, message, header.ByteCount))
        {
            _account.Refuse(series, NoMemory(message, header.ByteCount));
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
            _account.Refuse(series, NoMemory(message, header.ByteCount));
            return;
        }

        if (!IsWanted(series, message, admission))
            return;
        // A bad plane is not yet the end of its volume: a good copy may follow, or the volume goes on incomplete.
        if (_pixels.ReadPlane(message, parts, voxels) is { } fault)
        {
            _account.Count(fault with { Series = series.Name, T = message.T, C = message.C });
            return;
        }

        _account.Useful();
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
        var ledger = series.LedgerOf(image.C);
        var isKnown = ledger?.StateOf(image.T) is LedgerStates.InFlight or LedgerStates.Processed;
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
        ledger?.MarkLate(image.T);
        return false;
    }

    /// <summary>Passes on what is complete or given up.</summary>
    public void PassOn(ActiveSeries series)
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
        if (_options.IsTracked(header.C))
            _watch.TrackedVolume(header.T, header.C);
        else
            _watch.OtherVolume(header.T, header.C);
        _outlet.Post(volume);
    }

    private void GiveUp(ActiveSeries series, Assembled assembled)
    {
        var ledger = series.LedgerOf(assembled.C);
        if (assembled.MissingPlanes == assembled.Planes)
        {
            // All its planes were malformed, and counted as such.
            ledger?.MarkMalformed(assembled.T);
            return;
        }

        _counters.AddDropped(DropReasons.Incomplete);
        _log.Dropped(series.Name, assembled.T, assembled.C, DropReasons.Incomplete);
        ledger?.MarkDropped(assembled.T, DropReasons.Incomplete);
    }

    public void Dispose() => _pixels.Dispose();
}
