using System.Globalization;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Model.Tracks;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

/// <summary>
/// Goes on with a series whose recording a crash cut short: the model gets back what it carried, the ledger what was processed, and people
/// are told.
/// </summary>
internal sealed class Resumption
{
    private readonly Continuation _continuation;
    private readonly TrackNumbers? _numbers;
    private readonly PipelineMetrics _metrics;
    private readonly ILogger _log;

    /// <param name="continuation">Decides which series that is.</param>
    /// <param name="numbers">Where the models have their track ids from, where they share them.</param>
    /// <param name="metrics">Gets the alert.</param>
    /// <param name="log">Gets it too.</param>
    public Resumption(Continuation continuation, TrackNumbers? numbers, PipelineMetrics metrics, ILogger log)
    {
        (_continuation, _numbers, _metrics, _log) = (continuation, numbers, metrics, log);
        if (continuation.Waiting is { } waiting)
            Tell(
                $"the service ended unexpectedly while it recorded series '{waiting.Series}'; up to time point {waiting.LastT} all is "
                    + $"recorded in '{waiting.Folder}', where it goes on as soon as a volume comes"
            );
    }

    /// <summary>A series begins. Where it goes on with a recording, each population learns which of its time points are recorded.</summary>
    /// <param name="populations">Its populations.</param>
    /// <param name="header">Of its first volume.</param>
    public void Begin(IReadOnlyList<PopulationAccount> populations, VolumeHeader header)
    {
        var waiting = _continuation.Waiting;
        if (_continuation.Of(header) is { } before)
            GoOn(before, populations, header);
        else if (waiting is not null)
            Tell(
                $"the service ended unexpectedly while it recorded series '{waiting.Series}'; series '{header.Series}' is not taken for "
                    + $"the same: {waiting.Difference(header)}. It is recorded by itself"
            );
    }

    private void GoOn(InterruptedRecording before, IReadOnlyList<PopulationAccount> populations, VolumeHeader header)
    {
        before.TracksCarried = 0;
        foreach (var own in populations)
            if (before.Populations.FirstOrDefault(left => Matches(left, own, populations)) is { LastT: >= 0 } left)
            {
                before.TracksCarried += own.Model.Resume(left.LastT, left.LastTrack, left.State);
                own.LastT = left.LastT;
            }

        _numbers?.From(before.LastTrack + 1);
        foreach (var frame in before.Frames)
            if (frame.T < header.T)
                populations
                    .FirstOrDefault(own => populations.Count == 1 || own.Population.Channel == frame.Population)
                    ?.Ledger.Recall(frame.T);
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
    }

    private static bool Matches(InterruptedPopulation left, PopulationAccount own, IReadOnlyList<PopulationAccount> populations) =>
        populations.Count == 1 || left.Channel == own.Population.Channel;

    private void Tell(string what)
    {
        PipelineLog.Interrupted(_log, what);
        _metrics.Interrupted(what);
    }
}
