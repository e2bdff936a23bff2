namespace Cellect.Analysis.Lives;

/// <summary>A track that has ended: a row of <c>motility.csv</c>.</summary>
/// <param name="Life">The track.</param>
/// <param name="Ending">How it ended.</param>
internal sealed record EndedTrack(TrackLife Life, TrackEnding Ending);
