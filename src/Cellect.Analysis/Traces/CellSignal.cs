namespace Cellect.Analysis.Traces;

/// <summary>The brightness of one cell in one volume, in the volume's own numbers.</summary>
/// <param name="Mean">Mean over its voxels.</param>
/// <param name="Background">Median of the shell around it; NaN where other cells fill the shell.</param>
/// <param name="Centre">The voxel at its centre: what the paper calls F.</param>
internal readonly record struct CellSignal(float Mean, float Background, float Centre);
