using System.Diagnostics;
using System.Threading.Channels;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;
using Cellect.Stream.Ingest;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

/// <summary>
/// The one thread that runs the model: volumes in, tracked frames out to every sink. A model may describe a volume only when later ones have come; until
/// then the volume waits here.
/// </summary>
internal sealed class InferenceStage(
    ITracking tracking, ChannelReader<StreamEvent> input, IReadOnlyList<ChannelWriter<PipelineItem>> sinks, IReadOnlyList<IChannelViewer> viewers, TimeProvider time,
    PipelineMetrics metrics, ILogger log)
{
    private const string WrongShape = "shape", TooLarge = "too-large", Failed = "failed";

    // Taken by the model and not yet described, oldest first; owned.
    private readonly Queue<Volume> _waiting = [];
    private SeriesAccount? _series;

    /// <summary>Runs on a thread of its own until the input is complete.</summary>
    public Task RunAsync(CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(done, cancel)) { IsBackground = true, Name = "cellect-inference" }.Start();
        return done.Task;
    }

    private void Run(TaskCompletionSource done, CancellationToken cancel)
    {
        Exception? fault = null;
        try
        {
            while (Await(input.WaitToReadAsync(cancel)))
                while (input.TryRead(out var next))
                    Take(next, cancel);
        }
        catch (Exception e)
        {
            fault = e;
        }

        Forget();
        foreach (var sink in sinks)
            sink.TryComplete(fault);
        if (fault is null)
            done.SetResult();
        else
            done.SetException(fault);
    }

    private void Take(StreamEvent next, CancellationToken cancel)
    {
        switch (next)
        {
            case SeriesStarted started:
                Forget();
                tracking.Reset();
                _series = new SeriesAccount(started.Ledger, metrics);
                metrics.Begin(started.Ledger);
                break;
            case VolumeReady { IsTracked: true } ready:
                TakeVolume(ready.Volume, cancel);
                break;
            case VolumeReady other:
                ShowOther(other.Volume);
                break;
            case SeriesEnded ended:
                EndSeries(ended, cancel);
                break;
        }
    }

    /// <summary>A channel that is not tracked goes to those who only look.</summary>
    private void ShowOther(Volume volume)
    {
        using (volume)
            foreach (var viewer in viewers)
                viewer.See(volume);
    }

    private void TakeVolume(Volume volume, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var series = Admit(volume, cancel);
        if (series is null)
            return;
        DetectedFrame? found;
        try
        {
            found = VolumeTracking.Detect(tracking, volume);
        }
        catch (Exception e)
        {
            DropFailed(series, volume, e);
            return;
        }

        _waiting.Enqueue(volume);
        if (found is not null)
            Describe(series, found, start, cancel);
    }

    /// <summary>The series of a volume that the model may see; null when the volume was dropped.</summary>
    private SeriesAccount? Admit(Volume volume, CancellationToken cancel)
    {
        var admitted = false;
        try
        {
            var series = _series ?? throw new InvalidOperationException($"volume {volume.Header.T} came before its series '{volume.Header.Series}' began");
            var header = volume.Header;
            if (series.Shape is null)
                BeginSeries(series, header, cancel);
            if (header.Shape != series.Shape)
                Drop(series, header, WrongShape, () => PipelineLog.ShapeChanged(log, header.Series, header.T, header.Shape.ToString(), series.Shape.ToString()!));
            else if (header.Shape.Voxels > PreparedVolume.MaxVoxels)
                Drop(series, header, TooLarge, () => PipelineLog.TooLarge(log, header.Series, header.T, header.Shape.Voxels, PreparedVolume.MaxVoxels));
            else
                admitted = true;
            return admitted ? series : null;
        }
        finally
        {
            if (!admitted)
                volume.Dispose();
        }
    }

    /// <summary>Links what the model found in the oldest waiting volume, and sends it on.</summary>
    /// <param name="series">The series.</param>
    /// <param name="found">Its cells.</param>
    /// <param name="start">When the model was called, in the ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="cancel">Ends waiting for a sink.</param>
    private void Describe(SeriesAccount series, DetectedFrame found, long start, CancellationToken cancel)
    {
        var inferred = time.UtcNanoseconds();
        var volume = _waiting.Dequeue();
        TrackedFrame frame;
        try
        {
            frame = Link(series, volume.Header, found, inferred, start);
        }
        catch (Exception e)
        {
            DropFailed(series, volume, e);
            return;
        }

        using (volume)
            Send(series, frame, volume, cancel);
    }

    /// <summary>A model that fails on a volume must not end a session.</summary>
    private void DropFailed(SeriesAccount series, Volume volume, Exception e)
    {
        using (volume)
            Drop(series, volume.Header, Failed, () => PipelineLog.TrackingFailed(log, volume.Header.Series, volume.Header.T, e));
    }

    /// <summary>Describes the volumes that wait for others, now that none will come.</summary>
    private void Finish(SeriesAccount series, CancellationToken cancel)
    {
        while (_waiting.Count > 0)
        {
            var start = Stopwatch.GetTimestamp();
            DetectedFrame found;
            try
            {
                found = tracking.Finish() ?? throw new InvalidOperationException($"the model has no result for {_waiting.Count} volumes that it took; it must describe each");
            }
            catch (Exception e)
            {
                DropFailed(series, _waiting.Dequeue(), e);
                continue;
            }

            Describe(series, found, start, cancel);
        }
    }

    /// <summary>Gives back what waits: its series is not there any more, or the stage has ended.</summary>
    private void Forget()
    {
        while (_waiting.TryDequeue(out var volume))
            volume.Dispose();
    }

    private void Send(SeriesAccount series, TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        series.LastT = frame.Header.T;
        var progress = series.Begin(frame.Header.T, sinks.Count);
        foreach (var sink in sinks)
            Send(sink, new FrameTracked(frame, volume.Lease(), progress), cancel);
    }

    private TrackedFrame Link(SeriesAccount series, VolumeHeader header, DetectedFrame found, long inferredNs, long start)
    {
        var timeStep = series.LastT < 0 ? 0 : header.T - series.LastT;
        var (cells, divisions) = tracking.Link(found, timeStep);
        TellScale(series, header, found.Scale, cells.Length);
        var stamps = new LatencyStamps(header.ExposureEndNs, header.ReceivedNs, header.AssembledNs, inferredNs, time.UtcNanoseconds(), 0);
        metrics.Stage("track", Stopwatch.GetElapsedTime(start));
        metrics.Latency(stamps);
        return TrackedFrames.Build(header, timeStep, stamps, found, cells, divisions, tracking.Unstable);
    }

    private void TellScale(SeriesAccount series, VolumeHeader header, float scale, int cells)
    {
        // Rounding to whole voxels moves the factor a little from volume to volume.
        if (MathF.Abs(scale - series.Scale) < 0.05f * scale)
            return;
        series.Scale = scale;
        PipelineLog.ScaleChosen(log, header.Series, header.T, scale, cells);
    }

    private void BeginSeries(SeriesAccount series, VolumeHeader header, CancellationToken cancel)
    {
        series.Shape = header.Shape;
        PipelineLog.SeriesBegins(log, header.Series, header.Shape.ToString(), header.VoxelMicrometres.ToString());
        foreach (var sink in sinks)
            Send(sink, new SeriesBegun(header), cancel);
    }

    /// <summary>Takes a volume out, telling of the first of its kind in a series.</summary>
    private void Drop(SeriesAccount series, VolumeHeader header, string reason, Action tell)
    {
        if (series.Ledger.Snapshot().Of(LedgerStates.DroppedPrefix + reason) == 0)
            tell();
        series.Ledger.MarkDropped(header.T, reason);
        metrics.Dropped(reason);
    }

    private void EndSeries(SeriesEnded ended, CancellationToken cancel)
    {
        if (_series is not { } series)
            return;
        Finish(series, cancel);
        _series = null;
        var summary = series.End(ended.Reason);
        if (series.Shape is null)
        {
            PipelineLog.SeriesEmpty(log, ended.Series);
            return;
        }

        _ = summary.ContinueWith(LogSummary, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        foreach (var sink in sinks)
            Send(sink, new SeriesOver(summary), cancel);
    }

    private void LogSummary(Task<SeriesSummary> task)
    {
        var summary = task.GetAwaiter().GetResult();
        var totals = string.Join(", ", summary.Ledger.Select(state => $"{state.Value} {state.Key}"));
        PipelineLog.SeriesOver(log, summary.Series, summary.Reason, $"{summary.Expected} time points: {totals}");
    }

    private static void Send(ChannelWriter<PipelineItem> sink, PipelineItem item, CancellationToken cancel)
    {
        try
        {
            while (!sink.TryWrite(item))
                if (!Await(sink.WaitToWriteAsync(cancel)))
                    throw new OperationCanceledException("a sink has ended", cancel);
        }
        catch
        {
            (item as FrameTracked)?.Volume.Dispose();
            throw;
        }
    }

    // This thread belongs to the stage: it may block.
    private static bool Await(ValueTask<bool> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
}
