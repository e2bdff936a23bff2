using System.CommandLine;
using Cellect.Analysis.Finishing;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>finish RECORDING --out DIR</c>: the final result beside the live one.</summary>
internal static class FinishCommand
{
    public static Command Create()
    {
        var recording = new Argument<string>("RECORDING")
        {
            Description = "Folder that run, track or demo recorded to; it stays as it is.",
        };
        var directory = new Option<string>("--out")
        {
            Required = true,
            HelpName = "DIR",
            Description = "Folder of the final result, laid out as a recording, and of changes.csv.",
        };
        var reconnect = new Option<int>("--reconnect-frames")
        {
            DefaultValueFactory = _ => 200,
            HelpName = "N",
            Description = "A lost cell is looked for over so many time points, 1 to 10000.",
        };
        var least = new Option<int>("--min-frames")
        {
            DefaultValueFactory = _ => 0,
            HelpName = "N",
            Description = "Tracks without relatives that are seen in fewer time points are dropped, 0 to 10000.",
        };
        var population = PopulationChoice.Create();
        Bound(reconnect, 1);
        Bound(least, 0);
        var command = new Command("finish", "Joins the fragments of a recording's tracks, with what is known when it is over.")
        {
            recording,
            directory,
            reconnect,
            least,
            population,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            parse.GetRequiredValue(recording),
                            parse.GetRequiredValue(directory),
                            new FinishOptions(parse.GetValue(reconnect), parse.GetValue(least)),
                            parse.GetValue(population)
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(string recording, string directory, FinishOptions options, int? population)
    {
        var changes = Progress.While("joining tracks", () => RecordingFinish.Run(recording, directory, options, population));
        var kinds = changes.CountBy(change => change.Kind).ToDictionary();
        Console.WriteLine(
            $"{Count(ChangeKind.Joined)} tracks joined, {Count(ChangeKind.Daughter)} made daughters, {Count(ChangeKind.Dropped)} dropped; "
                + $"what changed is in {Path.Combine(directory, RecordingFinish.ChangesName)}"
        );
        return ExitCode.Done;

        int Count(ChangeKind kind) => kinds.GetValueOrDefault(kind);
    }

    private static void Bound(Option<int> option, int least)
    {
        const int Most = 10_000;
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > Most))
                result.AddError($"{option.Name} must be {least} to {Most}");
        });
    }
}
