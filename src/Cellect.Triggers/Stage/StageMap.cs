using System.Globalization;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Stage;

/// <summary>The calibration of the settings, with the limits under which the stage is moved by it.</summary>
internal sealed class StageMap
{
    private readonly CalibrationOptions _options;
    private readonly StageCalibration? _calibration;

    /// <param name="options">The file and the largest residual.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a calibration.</exception>
    public StageMap(CalibrationOptions options)
    {
        _options = options;
        _calibration = options.File.Length > 0 ? StageCalibration.Load(options.File) : null;
    }

    /// <summary>Maps a place, or says why the stage must not be moved.</summary>
    /// <param name="imageMicrometres"><see cref="ActionCell.Micrometres"/>: <c>origin_um</c> + voxel × <c>voxel_um</c>; z, y, x.</param>
    /// <param name="stageMicrometres">Position of the stage; z, y, x.</param>
    /// <returns>Null when mapped; otherwise why not (no calibration, residual above the limit, outside the calibrated box), with the
    /// remedy.</returns>
    public string? TryMap(Point3 imageMicrometres, out Point3 stageMicrometres)
    {
        stageMicrometres = default;
        if (_calibration is null)
            return "the stage is not calibrated: make a calibration with cellect calibrate-stage and set Microscope:Calibration:File";
        if (_calibration.ResidualUm > _options.MaxResidualMicrometres)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the calibration's residual of {_calibration.ResidualUm:0.###} µm is above "
                    + $"Microscope:Calibration:MaxResidualMicrometres {_options.MaxResidualMicrometres:0.###}; calibrate anew"
            );
        if (!_calibration.Covers(imageMicrometres))
            return $"{imageMicrometres} µm lies outside the calibrated box, {Box(_calibration.LowUm)} to "
                + $"{Box(_calibration.HighUm)} µm and half its extent around it; calibrate with points on every side";
        stageMicrometres = _calibration.Map(imageMicrometres);
        return null;
    }

    private static string Box(double[] p) => new Point3(p[0], p[1], p[2]).ToString();
}
