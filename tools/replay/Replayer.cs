using Cellect.Data.Volumes;
using Cellect.Replay.Microscope;
using Cellect.Stream.Sources;

namespace Cellect.Replay;

/// <summary>Sends every volume of a source when its time has come: volume t at the start plus t intervals, so delays do not add
/// up.</summary>
internal sealed class Replayer(
    IVolumeSource source,
    SeriesSender sender,
    TimeSpan interval,
    VolumePool pool,
    TimeProvider time,
    IReplayDisplay display,
    MicroscopeStage? microscope = null
)
{
    private readonly ReplayProgress _progress = new(sender, time, display);

    /// <summary>Sends the series; interrupted, it still sends the end message.</summary>
    /// <param name="series">Name of the series.</param>
    /// <param name="cancel">Interrupts.</param>
    public async Task<ReplayResult> RunAsync(string series, CancellationToken cancel)
    {
        source.FrameSkipped += _progress.Skip;
        var voxel = source.VoxelMicrometres ?? throw new InvalidDataException(SourceDescription.NoVoxelSize(source.Name));
        try
        {
            sender.AwaitReceiver(cancel);
            sender.Start(source.Shape, source.Type, voxel, cancel);
            _progress.Begin();
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

    private async Task SendVolumesAsync(string series, CancellationToken cancel)
    {
        foreach (var read in source.Read(series, pool, cancel))
        {
            var volume = read;
            try
            {
                var due = await WaitUntilDueAsync(volume.Header.T, cancel);
                if (interval > TimeSpan.Zero)
                    _progress.NoteDelay(due);
                volume = microscope?.See(volume) ?? volume;
                sender.Send(volume, time.UtcNanoseconds(), cancel);
                _progress.Sent(volume.Header.T);
            }
            finally
            {
                volume.Dispose();
            }
        }
    }

    /// <summary>Waits for the time of a volume, which a microscope may have changed.</summary>
    private async Task<TimeSpan> WaitUntilDueAsync(int t, CancellationToken cancel)
    {
        if (microscope is not null)
            return await microscope.WaitUntilDueAsync(_progress.Start, t, cancel);
        await _progress.WaitUntilDueAsync(t * interval, cancel);
        return t * interval;
    }
}
