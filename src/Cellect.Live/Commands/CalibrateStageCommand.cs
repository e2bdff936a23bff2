using System.CommandLine;
using System.Globalization;
using Cellect.Live.Hosting;
using Cellect.Triggers.Stage;

namespace Cellect.Live.Commands;

/// <summary><c>calibrate-stage</c>: pairs of points become the map from images to the stage.</summary>
internal static class CalibrateStageCommand
{
    public static Command Create()
    {
        var points = new Option<FileInfo>("--points")
        {
            Required = true,
            HelpName = "CSV",
            Description = $"Pairs of points in micrometres: {PointPairTable.Header}.",
        };
        var output = new Option<FileInfo>("--out")
        {
            Required = true,
            HelpName = "FILE",
            Description = "The calibration, for Microscope:Calibration:File.",
        };
        var command = new Command("calibrate-stage", "Fits the map from places in the images to stage positions, and tells its residual.")
        {
            points,
            output,
        };
        command.SetAction(
            (parse, _) => Fail.GuardAsync(() => Task.FromResult(Run(parse.GetRequiredValue(points), parse.GetRequiredValue(output))))
        );
        return command;
    }

    private static int Run(FileInfo points, FileInfo output)
    {
        var calibration = StageCalibration.Fit(PointPairTable.Read(points.FullName));
        calibration.Save(output.FullName);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{calibration.Pairs} pairs; residual {calibration.ResidualUm:0.###} µm (root mean square), largest "
                    + $"{calibration.LargestResidualUm:0.###} µm; written to {output.FullName}"
            )
        );
        if (calibration.Pairs == AffineFit.MinPairs)
            Console.WriteLine($"{AffineFit.MinPairs} pairs fit exactly, whatever was mistaken: measure more to learn the residual");
        return ExitCode.Done;
    }
}
