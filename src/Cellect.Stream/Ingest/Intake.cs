using System.Diagnostics;
using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>Turns messages into events: decodes, assigns to a series, assembles, counts. Knows nothing of sockets.</summary>
internal sealed class Intake : IDisposable
{
    private readonly IngestOptions _options;

    // Longer than the pipeline takes for a volume, much longer.
    private static readonly TimeSpan RoomPatience = TimeSpan.FromSeconds(10);

    private readonly VolumePool _pool;
    private readonly IngestMemory _memory;
    private readonly EventOutlet _outlet;
    private readonly IngestCounters _counters;
    private readonly IngestLog _log;
    private readonly WireDecoder _decoder;
    private readonly PixelReader _pixels = new();
    private readonly SeriesSwitch _series;

    public Intake(
        IngestOptions options,
        VolumePool pool,
        IngestMemory memory,
        EventOutlet outlet,
        IngestCounters counters,
        IngestLog log,
        TimeProvider time
    )
    {
        (_options, _pool, _memory, _outlet, _counters, _log) = (options, pool, memory, outlet, counters, log);
        _decoder = new WireDecoder(options.Limits);
        _series = new SeriesSwitch(options, pool, outlet, counters, log, time) { Finishing = PassOn };
    }

    /// <summary>Takes one message.</summary>
    /// <param name="header">Part 0.</param>
    /// <param name="parts">The parts after it; not all of them need be read.</param>
    public void Take(ReadOnlyMemory<byte> header, IPartSource parts)
    {
        if (!_decoder.TryDecode(header, out var message, out var fault))
            Refuse(fault);
        else if (_series.For(message) is { } series)
            Take(series, message, parts);
    }

    /// <summary>Does what is due by the clock.</summary>
    public void CheckTime()
    {
        _outlet.Flush();
        if (_series.Active is not { } active)
            return;
        active.Assembler.CheckTimeouts();
        PassOn(active);
    }

    /// <summary>No sender is connected and nothing waits to be received: a series of the array recipe ends with its sender.</summary>
    public void SendersGone()
    {
        if (_series.Active is { IsRecipe: true })
            _series.End(EndReasons.Disconnected);
    }

    /// <summary>Ends the series, since nothing more will be received.</summary>
    public void Stop()
    {
        _series.End(EndReasons.Stopped);
        _outlet.Drain();
    }

    public void Dispose()
    {
        _series.Dispose();
        _pixels.Dispose();
    }

    private void Take(ActiveSeries series, WireMessage message, IPartSource parts)
    {
        if (message is VolumeMessage { IsRecipe: true } recipe)
        {
            if (series.CheckFormat(recipe) is { } changed)
            {
                Refuse(changed with { T = null });
                return;
            }

            message = series.Number(recipe);
        }

        Follow(series, message);
        switch (message)
        {
            case StartMessage start:
                series.Start ??= start;
                break;
            case VolumeMessage volume:
                TakeVolume(series, volume, parts);
                break;
            case PlaneMessage plane:
                TakePlane(series, plane, parts);
                break;
            case EndMessage end:
                if (end.LastT is { } last)
                    series.Ledger.Expect(last);
                _series.End(EndReasons.End);
                return;
        }

        PassOn(series);
    }

    private void TakeVolume(ActiveSeries series, VolumeMessage message, IPartSource parts)
    {
        if (series.CheckFormat(message) is { } changed)
        {
            Refuse(changed);
            return;
        }

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

        series.Assembler.Add(volume);
    }

    private void TakePlane(ActiveSeries series, PlaneMessage message, IPartSource parts)
    {
        if (series.CheckFormat(message) is { } changed)
        {
            Refuse(changed);
            return;
        }

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
            Count(fault with { Series = series.Name, T = message.T, C = message.C });
        else
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
                && (Stopwatch.GetElapsedTime(begun) > RoomPatience || !_outlet.Breathe())
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
            return false;
        }

        _counters.AddLate();
        _log.Late(series.Name, image.T, image.C);
        if (isTracked)
            series.Ledger.MarkLate(image.T);
        return false;
    }

    private void Follow(ActiveSeries series, WireMessage message)
    {
        var lost = series.Sequence.See(message.Seq);
        if (lost != 0)
            _counters.AddLostMessages(lost);
        if (lost > 0)
            _log.Gap(series.Name, lost, message.Seq);
    }

    private void PassOn(ActiveSeries series)
    {
        while (series.Assembler.TryTake(out var assembled))
            if (assembled.Volume is { } volume)
                _outlet.Post(volume);
            else
                GiveUp(series, assembled);
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
        var isTracked = (fault.C ?? 0) == _options.TrackedChannel;
        if (
            isTracked
            && fault.T is >= 0 and var t
            && t < _options.Limits.MaxTimePoints
            && _series.Active is { } active
            && active.Name == fault.Series
        )
            active.Ledger.MarkMalformed(t);
    }

    private void Count(Malformed fault)
    {
        _counters.AddMalformed(fault.Reason);
        _log.Malformed(fault);
    }
}
