namespace Cellect.Data.Tracks;

/// <summary>What became of a series.</summary>
/// <param name="Series">Its name.</param>
/// <param name="Reason">Why it ended: <c>end</c> (the sender said so), <c>replaced</c> (another series began), <c>disconnected</c> (the
/// last sender went away) or <c>stopped</c>.</param>
/// <param name="Ledger">Time points by state (<c>processed</c>, <c>dropped:REASON</c>, <c>missing</c>, <c>late</c>,
/// <c>malformed</c>).</param>
/// <param name="Expected">Time points that the series had; the sum of the ledger's states.</param>
internal sealed record SeriesSummary(string Series, string Reason, IReadOnlyDictionary<string, long> Ledger, long Expected);
