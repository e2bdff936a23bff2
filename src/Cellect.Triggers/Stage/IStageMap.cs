using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Stage;

/// <summary>From a place in the images to the stage position that centres it.</summary>
internal interface IStageMap
{
    /// <summary>Maps a place, or says why the stage must not be moved.</summary>
    /// <param name="imageMicrometres"><see cref="ActionCell.Micrometres"/>: <c>origin_um</c> + voxel × <c>voxel_um</c>; z, y, x.</param>
    /// <param name="stageMicrometres">Position of the stage; z, y, x.</param>
    /// <returns>Null when mapped; otherwise why not (no calibration, residual above the limit, outside the calibrated box), with the
    /// remedy.</returns>
    string? TryMap(Point3 imageMicrometres, out Point3 stageMicrometres);
}
