namespace Cellect.Data.Recordings;

/// <summary>A line of <c>res_track.txt</c> but for its label.</summary>
/// <param name="Begin">First time point.</param>
/// <param name="End">Last time point; the label is in every mask from the first to the last.</param>
/// <param name="Parent">Label of the mother, or of the same cell before a gap; 0: none.</param>
internal readonly record struct CtcTrack(int Begin, int End, int Parent);
