namespace Cellect.Data.Tracks;

/// <summary>A track that, as is known by now, continues another one. Neither id changes.</summary>
/// <param name="T">First time point of the later one.</param>
/// <param name="From">Track id of the later one.</param>
/// <param name="Into">Track id of the one that it continues.</param>
/// <param name="Probability">That it does, 0 to 1.</param>
/// <param name="Population">Channel of the population whose tracks they are.</param>
internal readonly record struct TrackMerge(int T, int From, int Into, double Probability, int Population);
