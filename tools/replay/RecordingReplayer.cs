using Cellect.Data.Volumes;
using Cellect.Stream.Sources;

namespace Cellect.Replay;

/// <summary>
/// Sends a recorded session as it came: t, seq, channels, planes or volumes, gaps where volumes were lost. Exposure stamps, and
/// those that rules go by, are the recorded ones plus one constant, whatever the rate.
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
    private readonly ReplayProgress _progress = new(sender, time, display);

    /// <summary>Sends the series; interrupted, it still sends the end message.</summary>
    /// <param name="series">Name of the series.</param>
    /// <param name="cancel">Interrupts.</param>
    public async Task<ReplayResult> RunAsync(string series, CancellationToken cancel)
    {
        source.FrameSkipped += _progress.Skip;
        try
        {
            sender.AwaitReceiver(cancel);
            Begin(cancel);
            await SendVolumesAsync(series, cancel);
            sender.End(source.Frames - 1, cancel);
            return _progress.Result(finished: true);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return _progress.Interrupt();
        }
        finally
        {
            source.FrameSkipped -= _progress.Skip;
        }
    }

    // A start message had the number before the first volume's, where there was one.
    private void Begin(CancellationToken cancel)
    {
        var first = source.Headers.First();
        if (SeqOf(first) > 0)
            sender.Start(null, null, first.VoxelIsAssumed ? null : source.VoxelMicrometres, cancel);
        _progress.Begin();
    }

    private async Task SendVolumesAsync(string series, CancellationToken cancel)
    {
        var first = source.Headers.First();
        var shift = time.UtcNanoseconds() - RecordingSource.StampOf(first);
        foreach (var volume in source.Read(series, pool, cancel))
            using (volume)
            {
                var header = volume.Header;
                var due = Due(header, first);
                await _progress.WaitUntilDueAsync(due, cancel);
                if (!rate.IsMax)
                    _progress.NoteDelay(due);
                sender.Next = SeqOf(header);
                sender.Send(volume, Shifted(header, shift), cancel);
                sender.Next = header.Seq + 1;
                _progress.Sent(header.T);
            }
    }

    private static VolumeHeader Shifted(VolumeHeader header, long shift) =>
        header with
        {
            ExposureEndNs = header.ExposureEndNs == 0 ? 0 : header.ExposureEndNs + shift,
            Recorded = header.Recorded?.Later(shift),
        };

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
}
