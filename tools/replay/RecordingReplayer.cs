using Cellect.Data.Volumes;
using Cellect.Stream.Sources;

namespace Cellect.Replay;

/// <summary>
/// Sends a recorded session as it came: t, seq, channels, planes or volumes, gaps where volumes were lost. Exposure stamps are the recorded
/// ones plus one constant, whatever the rate.
/// </summary>
internal sealed class RecordingReplayer(
    RecordingSource source,
    SeriesSender sender,
    ReplayRate rate,
    VolumePool pool,
    TimeProvider time,
    IReplayDisplay display
)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private int _sent;
    private int _skipped;
    private int _lastT = -1;
    private bool _started;
    private TimeSpan _latest;

    /// <summary>Sends the series; interrupted, it still sends the end message.</summary>
    /// <param name="series">Name of the series.</param>
    /// <param name="cancel">Interrupts.</param>
    public async Task<ReplayResult> RunAsync(string series, CancellationToken cancel)
    {
        source.FrameSkipped += Skip;
        try
        {
            sender.AwaitReceiver(cancel);
            Begin(cancel);
            await SendVolumesAsync(series, cancel);
            sender.End(source.Frames - 1, cancel);
            return Result(finished: true);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Interrupted();
            return Result(finished: false);
        }
        finally
        {
            source.FrameSkipped -= Skip;
        }
    }

    // A start message had the number before the first volume's, where there was one.
    private void Begin(CancellationToken cancel)
    {
        var first = source.Headers.First();
        if (SeqOf(first) > 0)
            sender.Start(null, null, first.VoxelIsAssumed ? null : source.VoxelMicrometres, cancel);
        _started = true;
    }

    private async Task SendVolumesAsync(string series, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var first = source.Headers.First();
        var shift = time.UtcNanoseconds() - RecordingSource.StampOf(first);
        foreach (var volume in source.Read(series, pool, cancel))
            using (volume)
            {
                var header = volume.Header;
                await WaitUntilDueAsync(start, Due(header, first), cancel);
                sender.Next = SeqOf(header);
                sender.Send(volume, header.ExposureEndNs == 0 ? 0 : header.ExposureEndNs + shift, cancel);
                sender.Next = header.Seq + 1;
                _sent++;
                _lastT = Math.Max(_lastT, header.T);
                display.Advance(_lastT + 1);
            }
    }

    private TimeSpan Due(VolumeHeader header, VolumeHeader first) =>
        rate.IsMax ? TimeSpan.Zero
        : rate.Hertz is { } hertz ? TimeSpan.FromSeconds((header.T - first.T) / hertz)
        : TimeSpan.FromTicks((RecordingSource.StampOf(header) - RecordingSource.StampOf(first)) / TimeSpan.NanosecondsPerTick) / rate.Speed;

    /// <summary>Number of the first message of a volume: the recorded one is that of its last.</summary>
    private static ulong SeqOf(VolumeHeader header)
    {
        var earlier = header.CameAsPlanes ? (ulong)(header.Shape.Z - (header.MissingPlanes?.Count ?? 0) - 1) : 0;
        return header.Seq > earlier ? header.Seq - earlier : 0;
    }

    private async Task WaitUntilDueAsync(long start, TimeSpan due, CancellationToken cancel)
    {
        var early = due - time.GetElapsedTime(start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, time, cancel);
        var late = time.GetElapsedTime(start) - due;
        if (!rate.IsMax && late > _latest)
            _latest = late;
    }

    private void Interrupted()
    {
        if (!_started)
            return;
        try
        {
            using var patience = new CancellationTokenSource(Farewell);
            sender.End(_lastT < 0 ? null : _lastT, patience.Token);
        }
        catch (OperationCanceledException)
        {
            display.Say("the receiver did not take everything that was sent, or not the end message");
        }
    }

    private void Skip(SkippedFrame frame)
    {
        _skipped++;
        display.Say($"skipped time point {frame.T}: {frame.Reason}");
    }

    private ReplayResult Result(bool finished) => new(_sent, _skipped, _lastT, _latest, finished);
}
