namespace Cellect.Analysis.Traces;

/// <summary>Where a cell's signal and its background are taken, and what is its baseline.</summary>
/// <param name="Radii">F is the mean over the voxels within so many radii of the centre.</param>
/// <param name="SubtractBackground">Whether the background is taken off F before anything else.</param>
/// <param name="BaselineFrames">F0 is the 10th percentile of so many of the newest values.</param>
internal sealed record TraceOptions(double Radii = 0.7, bool SubtractBackground = true, int BaselineFrames = 300);
