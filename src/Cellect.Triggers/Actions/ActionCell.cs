namespace Cellect.Triggers.Actions;

/// <summary>A cell that an action is about.</summary>
/// <param name="Track">Track id, from 1.</param>
/// <param name="Voxel">Centre, voxels of the volume (z, y, x); the centre of voxel 0 is 0.0.</param>
/// <param name="Micrometres">The volume's <c>origin_um</c> (0 where the sender tells none) + voxel × <c>voxel_um</c>; z, y, x.</param>
internal readonly record struct ActionCell(int Track, Point3 Voxel, Point3 Micrometres);
