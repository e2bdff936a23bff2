using System.CommandLine;
using Cellect.Lab.Training;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>calibrate</c>: chooses the threshold and fits what the probabilities of a finished model mean, on simulated specimens; the
/// weights stay as they are.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var model = new Option<FileInfo>("--model")
        {
            Description = "model file that cellect train wrote",
            Required = true,
            HelpName = "FILE",
        };
        var output = new Option<FileInfo>("--out")
        {
            Description = "model file to write, the same or another; reliability.png is written beside it",
            Required = true,
            HelpName = "FILE",
        };
        var sequences = new Option<int>("--sequences")
        {
            Description = "simulated sequences: half are fitted on, half judge",
            DefaultValueFactory = _ => 80,
        };
        var seed = new Option<int>("--seed") { Description = "seed of everything that is drawn", DefaultValueFactory = _ => 1 };
        sequences.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 2)
                result.AddError("--sequences must be 2 or more");
        });
        var command = new Command(
            "calibrate",
            "Chooses the threshold of a finished model and fits what its probabilities mean, without training it "
                + "(docs/model.md, \"Calibration\")."
        )
        {
            model,
            output,
            sequences,
            seed,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    Task.Run(
                        () =>
                            Run(
                                parse.GetRequiredValue(model),
                                parse.GetRequiredValue(output),
                                parse.GetValue(sequences),
                                parse.GetValue(seed),
                                cancel
                            ),
                        CancellationToken.None
                    )
                )
        );
        return command;
    }

    private static int Run(FileInfo model, FileInfo output, int sequences, int seed, CancellationToken cancel)
    {
        output.Directory!.Create();
        new ModelCalibrator(Console.WriteLine).Run(
            n => SimulatedTraining.Calibration(seed, n),
            sequences,
            seed,
            model.FullName,
            output.FullName,
            cancel
        );
        return ExitCode.Done;
    }
}
