using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Stage;

/// <summary>One place seen in the images, and the stage position that centres it.</summary>
/// <param name="ImageMicrometres"><c>origin_um</c> + voxel × <c>voxel_um</c>; z, y, x.</param>
/// <param name="StageMicrometres">z, y, x.</param>
internal readonly record struct PointPair(Point3 ImageMicrometres, Point3 StageMicrometres);
