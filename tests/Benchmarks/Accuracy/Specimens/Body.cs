namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>A bright body that is no cell of the truth.</summary>
/// <param name="T">Frame.</param>
/// <param name="Z">Slice, voxels.</param>
/// <param name="Y">Row, voxels.</param>
/// <param name="X">Column, voxels.</param>
/// <param name="Radius">Voxels of x.</param>
internal readonly record struct Body(int T, double Z, double Y, double X, double Radius);
