namespace Cellect.Stream.Sources;

/// <summary>One true cell at one time point: a row of <c>nodes.csv</c>.</summary>
/// <param name="T">Time point, from 0.</param>
/// <param name="Z">Slice of the centre, voxels; the centre of voxel 0 is 0.0.</param>
/// <param name="Y">Row of the centre, voxels.</param>
/// <param name="X">Column of the centre, voxels.</param>
/// <param name="Id">Number of this node, unique in the table.</param>
/// <param name="Parent">Id of the node of the same cell, or of its mother, in the frame before; -1: none. A parent of two divides.</param>
/// <param name="RadiusVoxels">Radius in voxels of x.</param>
public readonly record struct TruthNode(int T, float Z, float Y, float X, int Id, int Parent, float RadiusVoxels);
