using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Sinks;

/// <summary>
/// A consumer of tracked frames: publisher, recorder, overlay. The pipeline calls each sink from one loop of its own,
/// in the order of time; a sink that throws faults the pipeline.
/// </summary>
internal interface IFrameSink : IAsyncDisposable
{
    /// <summary>A series begins. <paramref name="header"/> is that of its first volume.</summary>
    ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel);

    /// <summary>One more frame. The volume is lent for the duration of the call; lease it to keep it.</summary>
    ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel);

    /// <summary>The series is over, with its ledger.</summary>
    ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel);
}
