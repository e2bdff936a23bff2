namespace Cellect.Analysis.Interactions;

/// <summary>How the cells of a population stand to the larger ones at one time point: a row of <c>states.csv</c>.</summary>
/// <param name="Population">Channel of the smaller cells.</param>
/// <param name="T">Time point.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Free">Cells that touch none.</param>
/// <param name="Contact">Cells that touch one.</param>
/// <param name="Engulfed">Cells that one has taken.</param>
/// <param name="Lost">Tracks that have ended without a division, so far.</param>
internal sealed record StateCounts(int Population, int T, double Seconds, int Free, int Contact, int Engulfed, long Lost);
