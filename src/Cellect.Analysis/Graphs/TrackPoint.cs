namespace Cellect.Analysis.Graphs;

/// <summary>One row of a result table (<c>tracks.csv</c>), without the columns that scoring does not read.</summary>
/// <param name="T">Frame, from 0.</param>
/// <param name="Track">Track id, from 1. The rows of one track are linked in the order of their frames.</param>
/// <param name="Parent">Track id of the mother, or -1; the same in every row of a track.</param>
/// <param name="Z">Position in voxels; the centre of voxel 0 is 0.0.</param>
/// <param name="Y">Position in voxels.</param>
/// <param name="X">Position in voxels.</param>
public readonly record struct TrackPoint(int T, long Track, long Parent, double Z, double Y, double X);
