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
    // What Ctrl-C leaves for the end message to be taken by a full queue.
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
        var voxel = source.VoxelMicrometres ?? throw new InvalidDataException(SourceDescription.NoVoxelSize(source.Name));
        try
        {
            sender.AwaitReceiver(cancel);
            sender.Start(source.Shape, source.Type, voxel, cancel);
            _started = true;
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

    private async Task SendVolumesAsync(string series, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        foreach (var read in source.Read(series, pool, cancel))
        {
            var volume = read;
            try
            {
                if (microscope is null)
                    await WaitUntilDueAsync(start, volume.Header.T * interval, cancel);
                else
                    NoteDelay(start, await microscope.WaitUntilDueAsync(start, volume.Header.T, cancel));
                volume = microscope?.See(volume) ?? volume;
                sender.Send(volume, time.UtcNanoseconds(), cancel);
                _sent++;
                _lastT = volume.Header.T;
                display.Advance(_lastT + 1);
            }
            finally
            {
                volume.Dispose();
            }
        }
    }

    private async Task WaitUntilDueAsync(long start, TimeSpan due, CancellationToken cancel)
    {
        var early = due - time.GetElapsedTime(start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, time, cancel);
        NoteDelay(start, due);
    }

    private void NoteDelay(long start, TimeSpan due)
    {
        var late = time.GetElapsedTime(start) - due;
        if (interval > TimeSpan.Zero && late > _latest)
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
