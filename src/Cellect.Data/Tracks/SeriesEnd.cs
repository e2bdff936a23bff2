namespace Cellect.Data.Tracks;

/// <summary>How and when a series ended.</summary>
/// <param name="Summary">What became of it.</param>
/// <param name="EndedNs">When that was told, UTC nanoseconds, the service's clock.</param>
internal sealed record SeriesEnd(SeriesSummary Summary, long EndedNs);
