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
/// The one thread that runs the models: volumes in, tracked frames out to every sink. The populations of a time point follow each other.
/// </summary>
internal sealed class InferenceStage(
    IReadOnlyList<TrackedPopulation> populations,
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
        Failed = "failed",
        Behind = "behind";

    private SeriesAccount? _series;
    private TimePoints? _times;
    private FrameOrder _order = new();
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
        Reset();
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
                Begin(started);
                break;
            case VolumeReady { IsTracked: true } ready:
                TakeTracked(ready.Volume, cancel);
                break;
            case VolumeReady other:
                ShowOther(other.Volume);
                break;
            case SeriesEnded ended:
                EndSeries(ended, cancel);
                break;
        }
    }

    private void Begin(SeriesStarted started)
    {
        Reset();
        var series = _series = new SeriesAccount(started.Ledgers, populations, metrics);
        _times = new TimePoints(populations.Count, (place, t) =>
            series.Populations[place].Ledger.StateOf(t).StartsWith(LedgerStates.DroppedPrefix, StringComparison.Ordinal)
        );
        metrics.Begin(started.Ledgers);
    }

    private void Reset()
    {
        _times?.Dispose();
        _order.Dispose();
        (_times, _order) = (null, new FrameOrder());
        foreach (var own in populations)
            own.Model.Reset();
    }

    /// <summary>A channel that is not tracked goes to those who only look.</summary>
    private void ShowOther(Volume volume)
    {
        using (volume)
            foreach (var viewer in viewers)
                viewer.See(volume);
    }

    private void TakeTracked(Volume volume, CancellationToken cancel)
    {
        var header = volume.Header;
        if (_series is not { } series || _times is not { } times)
        {
            volume.Dispose();
            throw new InvalidOperationException($"volume {header.T} came before its series '{header.Series}' began");
        }

        var place = series.PlaceOf(header.C);
        if (times.TryTake(place, volume))
            TrackReady(series, times.Ready(), cancel);
        else
        {
            var own = series.Populations[place];
            volume.Dispose();
            Drop(own, header, Behind, () => PipelineLog.FellBehind(log, header.Series, header.T, own.Population.Name));
        }
    }

    private void TrackReady(SeriesAccount series, IEnumerable<(int Place, Volume Volume)> ready, CancellationToken cancel)
    {
        foreach (var (place, volume) in ready)
            TakeVolume(series, place, volume, cancel);
    }

    private void TakeVolume(SeriesAccount series, int place, Volume volume, CancellationToken cancel)
    {
        var (own, start) = (series.Populations[place], Stopwatch.GetTimestamp());
        if (!IsAdmitted(series, own, volume, cancel))
            return;
        var header = volume.Header;
        if (series.Populations.Count > 1)
            _order.Await(place, header.T);
        learning?.Before(header);
        var done = own.Model.Push(volume);
        TellCard(own, header);
        foreach (var finished in done)
            Deliver(series, place, finished, cancel);
        metrics.Stage("track", Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Whether the model may see a volume; if not, it was dropped.</summary>
    private bool IsAdmitted(SeriesAccount series, PopulationAccount own, Volume volume, CancellationToken cancel)
    {
        var admitted = false;
        try
        {
            var header = volume.Header;
            if (series.Shape is null)
                BeginSeries(series, header, cancel);
            if (header.Shape != series.Shape)
                Drop(own, header, WrongShape, () =>
                    PipelineLog.ShapeChanged(log, header.Series, header.T, header.Shape.ToString(), series.Shape.ToString()!)
                );
            else if (header.T <= own.LastT)
                // Of a time point that was recorded before the service came back.
                Drop(own, header, Recorded, () => PipelineLog.RecordedBefore(log, header.Series, header.T, own.LastT));
            else if (header.Shape.Voxels > PreparedVolume.MaxVoxels)
                Drop(own, header, TooLarge, () =>
                    PipelineLog.TooLarge(log, header.Series, header.T, header.Shape.Voxels, PreparedVolume.MaxVoxels)
                );
            else if (VolumeContent.WhatIsWrong(volume) is { } wrong)
            {
                own.Blanks.Blank(header.T, wrong);
                Drop(own, header, Blank, () => PipelineLog.BlankVolume(log, header.Series, header.T, wrong));
            }
            else
                admitted = true;
            if (admitted)
                own.Blanks.Good();
            metrics.Alert(series.Alert);
            return admitted;
        }
        finally
        {
            if (!admitted)
                volume.Dispose();
        }
    }

    private void Deliver(SeriesAccount series, int place, FinishedFrame finished, CancellationToken cancel)
    {
        if (series.Populations.Count == 1)
        {
            Deliver(series, series.Populations[0], finished, cancel);
            return;
        }

        foreach (var (of, next) in _order.Add(place, finished))
            Deliver(series, series.Populations[of], next, cancel);
    }

    /// <summary>Sends on what the model has finished. A model that fails on a volume must not end a session.</summary>
    private void Deliver(SeriesAccount series, PopulationAccount own, FinishedFrame finished, CancellationToken cancel)
    {
        using var volume = finished.Volume;
        var header = volume.Header;
        if (finished.Frame is not { } frame)
        {
            Drop(own, header, Failed, () => PipelineLog.TrackingFailed(log, header.Series, header.T, finished.Failure!));
            return;
        }

        TellScale(own, frame);
        TellMeaning(own, frame);
        if (finished.Shift != default)
            PipelineLog.ShiftTakenOut(log, header.Series, header.T, finished.Shift.Z, finished.Shift.Y, finished.Shift.X);
        TellDoubts(series, own, header, own.Doubts.Of(frame));
        metrics.Latency(frame.Stamps);
        learning?.Add(frame);
        Send(series, own, frame, volume, cancel);
    }

    private void Send(SeriesAccount series, PopulationAccount own, TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        own.LastT = frame.Header.T;
        var progress = series.Begin(own, frame.Header.T, sinks.Count);
        foreach (var sink in sinks)
            Send(sink, new FrameTracked(frame, volume.Lease(), progress), cancel);
    }

    private void TellScale(PopulationAccount own, TrackedFrame frame)
    {
        metrics.Scale(own.Population.Channel, frame.Scale);
        if (!frame.Scale.Differs(own.Scale))
            return;
        own.Scale = frame.Scale;
        var header = frame.Header;
        PipelineLog.ScaleChosen(log, header.Series, header.T, frame.Scale.Columns, frame.Scale.Slices, frame.Cells.Count);
    }

    private void TellMeaning(PopulationAccount own, TrackedFrame frame)
    {
        if (frame.Meaning is not { } meaning || !meaning.Differs(own.Meaning))
            return;
        if (own.Meaning is not null)
            PipelineLog.SettledIn(log, frame.Header.Series, frame.Header.T, own.Population.Name, meaning);
        own.Meaning = meaning;
    }

    private void TellDoubts(SeriesAccount series, PopulationAccount own, VolumeHeader header, IReadOnlyList<string> doubts)
    {
        foreach (var doubt in doubts)
            PipelineLog.Doubted(log, header.Series, series.Told(own, doubt));
        if (doubts.Count > 0)
            metrics.Doubts(series.Doubts);
    }

    private void TellCard(PopulationAccount own, VolumeHeader header)
    {
        if (_cardFailed || own.Model.CardFailure is not { } reason)
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
        // Of the series, not of a population: told once.
        TellDoubts(series, series.Populations[0], header, series.Populations[0].Doubts.Of(header));
        resumption.Begin(series.Populations, header);
        learning?.Begin(header);
        foreach (var sink in sinks)
            Send(sink, new SeriesBegun(header), cancel);
    }

    /// <summary>Takes a volume out, telling of the first of its kind in a series.</summary>
    private void Drop(PopulationAccount own, VolumeHeader header, string reason, Action tell)
    {
        if (own.Ledger.Snapshot().Of(LedgerStates.DroppedPrefix + reason) == 0)
            tell();
        own.Ledger.MarkDropped(header.T, reason);
        metrics.Dropped(reason);
    }

    private void EndSeries(SeriesEnded ended, CancellationToken cancel)
    {
        if (_series is not { } series)
            return;
        if (_times is { } times)
            TrackReady(series, times.Ready(all: true), cancel);
        for (var place = 0; place < series.Populations.Count; place++)
            foreach (var finished in series.Populations[place].Model.Flush())
                Deliver(series, place, finished, cancel);
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
