using System.Globalization;
using Cellect.Data.Ledger;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Model;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

/// <summary>
/// Goes on with a series whose recording a crash cut short: the model gets back what it carried, the ledger what was processed, and people
/// are told.
/// </summary>
internal sealed class Resumption
{
    private readonly Continuation _continuation;
    private readonly TrackingModel _model;
    private readonly PipelineMetrics _metrics;
    private readonly ILogger _log;

    /// <param name="continuation">Decides which series that is.</param>
    /// <param name="model">The model.</param>
    /// <param name="metrics">Gets the alert.</param>
    /// <param name="log">Gets it too.</param>
    public Resumption(Continuation continuation, TrackingModel model, PipelineMetrics metrics, ILogger log)
    {
        (_continuation, _model, _metrics, _log) = (continuation, model, metrics, log);
        if (continuation.Waiting is { } waiting)
            Tell(
                $"the service ended unexpectedly while it recorded series '{waiting.Series}'; up to time point {waiting.LastT} all is "
                    + $"recorded in '{waiting.Folder}', where it goes on as soon as a volume comes"
            );
    }

    /// <summary>A series begins.</summary>
    /// <param name="ledger">Its ledger.</param>
    /// <param name="header">Of its first volume.</param>
    /// <returns>The time point before, recorded by an earlier run of the service; -1: there is none.</returns>
    public int Begin(FrameLedger ledger, VolumeHeader header)
    {
        var waiting = _continuation.Waiting;
        if (_continuation.Of(header) is { } before)
            return GoOn(before, ledger, header);
        if (waiting is not null)
            Tell(
                $"the service ended unexpectedly while it recorded series '{waiting.Series}'; series '{header.Series}' is not taken for "
                    + $"the same: {waiting.Difference(header)}. It is recorded by itself"
            );
        return -1;
    }

    private int GoOn(InterruptedRecording before, FrameLedger ledger, VolumeHeader header)
    {
        before.TracksCarried = _model.Resume(before.LastT, before.LastTrack, before.State);
        foreach (var frame in before.Frames)
            if (frame.T < header.T)
                ledger.Recall(frame.T);
        var lost = header.T - before.LastT - 1;
        var tracks =
            before.TracksCarried > 0
                ? $"its {before.TracksCarried} tracks go on as across a gap"
                : $"its tracks cannot be linked to; new ones are numbered from {before.LastTrack + 1}";
        Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the service ended unexpectedly and has come back: series '{header.Series}' goes on at time point {header.T} "
                    + $"({(lost == 1 ? "1 volume was" : $"{lost} volumes were")} lost); {tracks}"
            )
        );
        return before.LastT;
    }

    private void Tell(string what)
    {
        PipelineLog.Interrupted(_log, what);
        _metrics.Interrupted(what);
    }
}
