namespace Cellect.Data.Recordings;

/// <summary>The scale at which the network sees a series from a time point on.</summary>
/// <param name="T">Time point of the first volume that it saw so.</param>
/// <param name="Slices">Slices of the source for one that it sees.</param>
/// <param name="Columns">Columns of the source for one that it sees.</param>
/// <param name="Population">Channel of the population.</param>
internal sealed record SessionScale(int T, float Slices, float Columns, int Population);
