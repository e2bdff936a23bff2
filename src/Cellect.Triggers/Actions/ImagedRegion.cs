namespace Cellect.Triggers.Actions;

/// <summary>The box that is imaged, in the micrometres of the volume's <c>origin_um</c> and <c>voxel_um</c> (docs/wire.md).</summary>
/// <param name="OriginMicrometres">Corner with the lowest coordinates: where the centre of voxel (0,0,0) lies; z, y, x.</param>
/// <param name="SizeMicrometres">Extent along z, y, x; above 0.</param>
internal readonly record struct ImagedRegion(Point3 OriginMicrometres, Point3 SizeMicrometres);
