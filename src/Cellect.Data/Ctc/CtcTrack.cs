namespace Cellect.Data.Ctc;

/// <summary>One line of a track file (<c>L B E P</c>): a label, its first and last frame (from 0), and its parent's label or 0.</summary>
public readonly record struct CtcTrack(int Label, int Begin, int End, int Parent, int Line);
