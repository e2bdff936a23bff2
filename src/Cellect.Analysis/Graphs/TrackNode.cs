namespace Cellect.Analysis.Graphs;

/// <summary>One row of a truth table (<c>nodes.csv</c>): a cell in a frame.</summary>
/// <param name="T">Frame, from 0.</param>
/// <param name="Z">Position in voxels; the centre of voxel 0 is 0.0.</param>
/// <param name="Y">Position in voxels.</param>
/// <param name="X">Position in voxels.</param>
/// <param name="Id">Unique in the table.</param>
/// <param name="Parent">Id of the node in an earlier frame that this one comes from, or -1.</param>
public readonly record struct TrackNode(int T, double Z, double Y, double X, long Id, long Parent);
