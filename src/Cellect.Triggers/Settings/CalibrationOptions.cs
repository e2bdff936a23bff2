using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>From places in the images to stage positions.</summary>
internal sealed class CalibrationOptions
{
    /// <summary>The file that <c>cellect calibrate-stage</c> wrote.</summary>
    /// <value>Empty (default): no calibration, and a move to a cell is refused.</value>
    [StringLength(1_000)]
    public string File { get; init; } = "";

    /// <summary>Largest residual (root mean square over the points) with which the stage is moved.</summary>
    /// <value>Above 0 to 1,000 µm; default 5 µm.</value>
    [Range(0.001, 1_000)]
    public double MaxResidualMicrometres { get; init; } = 5;
}
