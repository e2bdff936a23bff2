using System.Diagnostics;
using System.Threading.Channels;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Learning;
using Cellect.Model;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;
using Cellect.Stream.Ingest;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

/// <summary>
/// The one thread that runs the model: volumes in, tracked frames out to every sink.
/// </summary>
internal sealed class InferenceStage(
    TrackingModel model,
    Resumption resumption,
    ChannelReader<StreamEvent> input,
    IReadOnlyList<ChannelWriter<PipelineItem>> sinks,
    IReadOnlyList<IChannelViewer> viewers,
    PipelineMetrics metrics,
    ILogger log,
    SessionLearning? learning = null
)
{
    private const string WrongShape = "shape",
        TooLarge = "too-large",
        Blank = "blank",
        Recorded = "recorded",
        Failed = "failed";

    private SeriesAccount? _series;
    private bool _cardFailed;

    /// <summary>Whether the thread gets on.</summary>
    public StageProgress Progress { get; } = new(TimeProvider.System);

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
            {
                Progress.Begin();
                Take(next, cancel);
                Progress.End();
            }
        }
        catch (Exception e)
        {
            fault = e;
        }

        Progress.End();
        model.Reset();
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
                model.Reset();
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
        var header = volume.Header;
        learning?.Before(header.T);
        var done = model.Push(volume);
        TellCard(header);
        foreach (var finished in done)
            Deliver(series, finished, cancel);
        metrics.Stage("track", Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The series of a volume that the model may see; null when the volume was dropped.</summary>
    private SeriesAccount? Admit(Volume volume, CancellationToken cancel)
    {
        var admitted = false;
        try
        {
            var series = _series
                ?? throw new InvalidOperationException($"volume {volume.Header.T} came before its series '{volume.Header.Series}' began");
            var header = volume.Header;
            if (series.Shape is null)
                BeginSeries(series, header, cancel);
            if (header.Shape != series.Shape)
                Drop(series, header, WrongShape, () =>
                    PipelineLog.ShapeChanged(log, header.Series, header.T, header.Shape.ToString(), series.Shape.ToString()!)
                );
            else if (header.T <= series.LastT)
                // Of a time point that was recorded before the service came back.
                Drop(series, header, Recorded, () => PipelineLog.RecordedBefore(log, header.Series, header.T, series.LastT));
            else if (header.Shape.Voxels > PreparedVolume.MaxVoxels)
                Drop(series, header, TooLarge, () =>
                    PipelineLog.TooLarge(log, header.Series, header.T, header.Shape.Voxels, PreparedVolume.MaxVoxels)
                );
            else if (VolumeContent.WhatIsWrong(volume) is { } wrong)
            {
                series.Blanks.Blank(header.T, wrong);
                Drop(series, header, Blank, () => PipelineLog.BlankVolume(log, header.Series, header.T, wrong));
            }
            else
                admitted = true;
            if (admitted)
                series.Blanks.Good();
            metrics.Alert(series.Blanks.Alert);
            return admitted ? series : null;
        }
        finally
        {
            if (!admitted)
                volume.Dispose();
        }
    }

    /// <summary>Sends on what the model has finished. A model that fails on a volume must not end a session.</summary>
    private void Deliver(SeriesAccount series, FinishedFrame finished, CancellationToken cancel)
    {
        using var volume = finished.Volume;
        var header = volume.Header;
        if (finished.Frame is not { } frame)
        {
            Drop(series, header, Failed, () => PipelineLog.TrackingFailed(log, header.Series, header.T, finished.Failure!));
            return;
        }

        TellScale(series, frame);
        if (finished.Shift != default)
            PipelineLog.ShiftTakenOut(log, header.Series, header.T, finished.Shift.Z, finished.Shift.Y, finished.Shift.X);
        TellDoubts(series, header, series.Doubts.Of(frame));
        metrics.Latency(frame.Stamps);
        learning?.Add(finished);
        Send(series, frame, volume, cancel);
    }

    private void Send(SeriesAccount series, TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        series.LastT = frame.Header.T;
        var progress = series.Begin(frame.Header.T, sinks.Count);
        foreach (var sink in sinks)
            Send(sink, new FrameTracked(frame, volume.Lease(), progress), cancel);
    }

    private void TellScale(SeriesAccount series, TrackedFrame frame)
    {
        metrics.Scale(frame.Scale);
        if (!frame.Scale.Differs(series.Scale))
            return;
        series.Scale = frame.Scale;
        var header = frame.Header;
        PipelineLog.ScaleChosen(log, header.Series, header.T, frame.Scale.Columns, frame.Scale.Slices, frame.Cells.Count);
    }

    private void TellDoubts(SeriesAccount series, VolumeHeader header, IReadOnlyList<string> doubts)
    {
        foreach (var doubt in doubts)
            PipelineLog.Doubted(log, header.Series, doubt);
        if (doubts.Count > 0)
            metrics.Doubts([.. series.Doubts.Told]);
    }

    private void TellCard(VolumeHeader header)
    {
        if (_cardFailed || model.CardFailure is not { } reason)
            return;
        _cardFailed = true;
        var what =
            $"the graphics card has failed ({reason}); tracking goes on on the processor, slower. Nothing is lost; "
            + "cellect doctor looks at the card, and a restart of Cellect tries it again";
        metrics.CardFailed(what);
        PipelineLog.CardFailed(log, header.Series, header.T, what);
    }

    private void BeginSeries(SeriesAccount series, VolumeHeader header, CancellationToken cancel)
    {
        series.Shape = header.Shape;
        PipelineLog.SeriesBegins(log, header.Series, header.Shape.ToString(), header.VoxelMicrometres.ToString());
        TellDoubts(series, header, series.Doubts.Of(header));
        series.LastT = resumption.Begin(series.Ledger, header);
        learning?.Begin(header);
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
        foreach (var finished in model.Flush())
            Deliver(series, finished, cancel);
        learning?.End();
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
    private static bool Await(ValueTask<bool> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
}
