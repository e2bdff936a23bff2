using System.Globalization;
using Cellect.Lab.Calibration;
using Cellect.Model.Calibration;

namespace Cellect.Lab.Training;

/// <summary>Fits a model's calibration on half of the sequences that are kept for it and judges it on the other half.</summary>
internal static class CalibrationFit
{
    /// <summary>Name of the picture in a training's folder.</summary>
    public const string PictureName = "reliability.png";

    /// <summary>Fits; writes the reliability diagram of the judging half.</summary>
    /// <param name="sequences">None that the networks learned from.</param>
    /// <param name="survey">The networks.</param>
    /// <param name="picture">PNG file to write.</param>
    /// <param name="log">Receives the errors before and after.</param>
    public static ModelCalibration Run(
        IReadOnlyList<DetectedSequence> sequences,
        CalibrationSurvey survey,
        string picture,
        Action<string> log
    )
    {
        var calibration = survey.Of(sequences.Where((_, i) => i % 2 == 0)).Fit();
        var judged = survey.Of(sequences.Where((_, i) => i % 2 == 1));
        var curves = new List<(string Name, Reliability Curve)>();
        foreach (var ((name, before), (_, after)) in judged.Under(ModelCalibration.Identity).Kinds.Zip(judged.Under(calibration).Kinds))
        {
            var curve = Reliability.Even(after);
            curves.Add((name, curve));
            log(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"calibration of {name}: expected error {Reliability.Even(before).ExpectedError:0.000} before, "
                        + $"{curve.ExpectedError:0.000} after, {after.Count} judged"
                )
            );
        }

        File.WriteAllBytes(picture, ReliabilityPlot.Draw(curves));
        return calibration;
    }
}
