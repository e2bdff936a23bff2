namespace Cellect.Data.Recordings;

/// <summary>What scores mean in a series from a time point on (<see cref="Tracks.ScoreMeaning"/>).</summary>
/// <param name="T">Time point of the first volume for which it is so.</param>
/// <param name="LeastScore">Score, as the network gives it, from which a cell may come from nowhere inside the volume.</param>
/// <param name="Slope">Factor on the log-odds of published scores.</param>
/// <param name="Offset">Added to them.</param>
/// <param name="Population">Channel of the population.</param>
internal sealed record SessionScores(int T, float LeastScore, double Slope, double Offset, int Population);
