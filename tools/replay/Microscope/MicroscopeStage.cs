using Cellect.Data.Volumes;
using Cellect.Stream.Sources;

namespace Cellect.Replay.Microscope;

/// <summary>The simulated microscope in front of a source: when its next volume is due, and how it looks.</summary>
internal sealed class MicroscopeStage(SimulatedMicroscope microscope, MicroscopeView view, TimeProvider time)
{
    private TimeSpan _due;
    private int _lastT = -1;
    private double _interval = microscope.State.IntervalSeconds;

    /// <summary>A microscope for a source.</summary>
    /// <param name="source">What it looks at.</param>
    /// <param name="interval">Time between its volumes at the start.</param>
    /// <param name="say">Told of every change.</param>
    /// <param name="time">Clock.</param>
    public static (SimulatedMicroscope Microscope, MicroscopeStage Stage) For(
        IVolumeSource source,
        TimeSpan interval,
        Action<string> say,
        TimeProvider time
    )
    {
        var voxel = source.VoxelMicrometres ?? throw new InvalidDataException(SourceDescription.NoVoxelSize(source.Name));
        var microscope = new SimulatedMicroscope(MicroscopeState.Initial(source.Shape, voxel, interval), say);
        return (microscope, new MicroscopeStage(microscope, new MicroscopeView(source.Shape, voxel), time));
    }

    /// <summary>Waits until a volume is due: the interval that is set at the moment after the one before, also when it is changed
    /// meanwhile.</summary>
    /// <param name="start">Timestamp of the start.</param>
    /// <param name="t">Its time point.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>When it was due, from the start.</returns>
    public async Task<TimeSpan> WaitUntilDueAsync(long start, int t, CancellationToken cancel)
    {
        var steps = _lastT < 0 ? 0 : t - _lastT;
        while (true)
        {
            var changed = microscope.Changed;
            var interval = microscope.State.IntervalSeconds;
            var due = _due + (steps * TimeSpan.FromSeconds(interval));
            var early = due - time.GetElapsedTime(start);
            if (early <= TimeSpan.Zero)
            {
                // After a change to a shorter interval, volumes that were never due are not made up for.
                if (interval != _interval)
                    due -= early;
                (_due, _lastT, _interval) = (due, t, interval);
                return due;
            }

            using var wake = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(Task.Delay(early, time, wake.Token), changed);
            await wake.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The volume as the microscope sees it now; the one given is spent.</summary>
    public Volume See(Volume volume) => view.Apply(volume, microscope.State);
}
