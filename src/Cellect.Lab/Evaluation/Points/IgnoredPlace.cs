namespace Cellect.Lab.Evaluation;

/// <summary>Something that is no cell of the truth and no error either, such as a polar body.</summary>
/// <param name="T">Frame, from 0.</param>
/// <param name="Z">Slice of the centre, voxels.</param>
/// <param name="Y">Row of the centre, voxels.</param>
/// <param name="X">Column of the centre, voxels.</param>
/// <param name="Radius">Detections as near as this are no errors: voxels of x, above 0.</param>
public readonly record struct IgnoredPlace(int T, double Z, double Y, double X, double Radius);
