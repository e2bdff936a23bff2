namespace Cellect.Data.Ctc;

/// <summary>A line of a track file (<c>L B E P</c>).</summary>
/// <param name="Label">Its label in the masks, in every one from the first to the last frame.</param>
/// <param name="Begin">First frame, from 0.</param>
/// <param name="End">Last frame.</param>
/// <param name="Parent">Label of the mother, or of the same cell before a gap; 0: none.</param>
/// <param name="Line">Line of the file, from 1; 0 where it was not read.</param>
public readonly record struct CtcTrack(int Label, int Begin, int End, int Parent, int Line = 0);
