using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>What ingest tells the pipeline, in the order in which it happened.</summary>
public abstract record StreamEvent;

/// <summary>A series begins. Comes before its first volume.</summary>
/// <param name="Series">Its name. From a stranger: make it safe before it becomes a file name.</param>
/// <param name="Start">What the sender announced; null when the series began without a start message.</param>
/// <param name="Ledgers">Where the pipeline marks each volume of a tracked channel as processed or dropped: one a tracked channel, in
/// the order in which they are listed.</param>
public sealed record SeriesStarted(string Series, StartMessage? Start, IReadOnlyList<FrameLedger> Ledgers) : StreamEvent
{
    /// <summary>A series of one tracked channel.</summary>
    /// <param name="series">Its name.</param>
    /// <param name="start">What the sender announced; null: nothing.</param>
    /// <param name="ledger">Its ledger.</param>
    public SeriesStarted(string series, StartMessage? start, FrameLedger ledger)
        : this(series, start, [ledger]) { }

    /// <summary>That of the first tracked channel.</summary>
    public FrameLedger Ledger => Ledgers[0];
}

/// <summary>
/// One channel of one time point is complete. Those of one channel come in the order of time. The reader owns the volume.
/// </summary>
/// <param name="Volume">The volume; one of a tracked channel is <c>in-flight</c> in its ledger.</param>
/// <param name="IsTracked">False for a volume of another channel, which no ledger knows.</param>
public sealed record VolumeReady(Volume Volume, bool IsTracked) : StreamEvent;

/// <summary>A series is over: no volume of it follows.</summary>
/// <param name="Series">Its name.</param>
/// <param name="Reason">One of <see cref="EndReasons"/>.</param>
/// <param name="Ledger">
/// That of the first tracked channel; closed, as the others are. Volumes that the pipeline still works on are in flight: take the snapshot
/// when the last one is done.
/// </param>
public sealed record SeriesEnded(string Series, string Reason, FrameLedger Ledger) : StreamEvent;
