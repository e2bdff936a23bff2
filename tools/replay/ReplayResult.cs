namespace Cellect.Replay;

/// <summary>What became of the volumes of a source.</summary>
/// <param name="Sent">Volumes handed to the socket.</param>
/// <param name="Skipped">Time points that the source could not deliver.</param>
/// <param name="LastT">Last time point sent; -1: none.</param>
/// <param name="Latest">Largest delay behind the schedule.</param>
/// <param name="Finished">False when the replay was interrupted.</param>
internal sealed record ReplayResult(int Sent, int Skipped, int LastT, TimeSpan Latest, bool Finished);
