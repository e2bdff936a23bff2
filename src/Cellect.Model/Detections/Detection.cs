namespace Cellect.Model.Detections;

/// <summary>One cell of one volume as the network sees it.</summary>
/// <param name="Z">Slice of the centre, voxels; the centre of voxel 0 is 0.0.</param>
/// <param name="Y">Row of the centre, voxels.</param>
/// <param name="X">Column of the centre, voxels.</param>
/// <param name="Radius">Radius, voxels of x.</param>
/// <param name="Score">Confidence, 0 to 1.</param>
/// <param name="Daughter">Probability that the cell was born by a division since the previous volume, 0 to 1.</param>
/// <param name="BackZ">Predicted way back to the cell, or its mother, in the previous volume: slices.</param>
/// <param name="BackY">The same, rows.</param>
/// <param name="BackX">The same, columns.</param>
public readonly record struct Detection(
    float Z,
    float Y,
    float X,
    float Radius,
    float Score,
    float Daughter,
    float BackZ,
    float BackY,
    float BackX
);
