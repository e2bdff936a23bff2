using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>What ingest tells the pipeline, in the order in which it happened.</summary>
public abstract record StreamEvent;

/// <summary>A series begins. Comes before its first volume.</summary>
/// <param name="Series">Its name. From a stranger: make it safe before it becomes a file name.</param>
/// <param name="Start">What the sender announced; null when the series began without a start message.</param>
/// <param name="Ledger">Where the pipeline marks each volume of the tracked channel as processed or dropped.</param>
public sealed record SeriesStarted(string Series, StartMessage? Start, FrameLedger Ledger) : StreamEvent;

/// <summary>
/// One channel of one time point is complete. Those of one channel come in the order of time. The reader owns the volume.
/// </summary>
/// <param name="Volume">The volume; one of the tracked channel is <c>in-flight</c> in the ledger.</param>
/// <param name="IsTracked">False for a volume of another channel, which the ledger does not know.</param>
public sealed record VolumeReady(Volume Volume, bool IsTracked) : StreamEvent;

/// <summary>A series is over: no volume of it follows.</summary>
/// <param name="Series">Its name.</param>
/// <param name="Reason">One of <see cref="EndReasons"/>.</param>
/// <param name="Ledger">
/// Closed. Volumes that the pipeline still works on are in flight: take the snapshot when the last one is done.
/// </param>
public sealed record SeriesEnded(string Series, string Reason, FrameLedger Ledger) : StreamEvent;
