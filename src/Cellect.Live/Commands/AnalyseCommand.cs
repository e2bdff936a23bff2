using System.CommandLine;
using Cellect.Lab.Reports.Biology;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>analyse RECORDING</c>: the tables of the analysis from a recording, and a report.</summary>
internal static class AnalyseCommand
{
    public static Command Create()
    {
        var recording = new Argument<string>("RECORDING") { Description = "Folder that run, track or demo recorded to." };
        var directory = new Option<string>("--out")
        {
            Required = true,
            HelpName = "DIR",
            Description = "Folder for the tables and the report; those of an earlier analysis in it are replaced.",
        };
        var report = new Option<bool>("--report") { Description = "Write report.html and its pictures as well." };
        var regions = new Option<string?>("--regions")
        {
            HelpName = "FILE",
            Description = "The regions to count; without it those that the recording was counted with.",
        };
        var interval = new Option<double?>("--interval")
        {
            HelpName = "S",
            Description = "Seconds from one time point to the next where the recording tells no time.",
        };
        var images = new Option<string?>("--images")
        {
            HelpName = "SOURCE",
            Description = "Read traces from these volumes: the recording itself where it has some, or what was tracked.",
        };
        interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } seconds && !(seconds is >= 0.001 and <= 86_400))
                result.AddError("--interval must be 0.001 to 86400 s");
        });
        var command = new Command("analyse", "Motility, divisions and proliferation of a recording: the same tables as live, and a report.")
        {
            recording,
            directory,
            report,
            regions,
            interval,
            images,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            new RecordingBiology(
                                parse.GetRequiredValue(recording),
                                parse.GetValue(regions),
                                parse.GetValue(interval),
                                parse.GetValue(images)
                            ),
                            parse.GetRequiredValue(directory),
                            parse.GetValue(report)
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(RecordingBiology recording, string directory, bool report)
    {
        var findings = Progress.While("analysing", () => recording.Analyse(directory));
        var populations = findings.Populations.Values;
        Console.WriteLine(
            $"{populations.Max(found => found.Frames)} frames, {populations.Sum(found => found.Tracks.Count)} tracks, "
                + $"{populations.Sum(found => found.Divisions.Count)} divisions; tables in {directory}"
        );
        if (report)
            Console.WriteLine($"report: {Progress.While("drawing", () => BiologyReport.Write(directory, recording.Folder, findings))}");
        return ExitCode.Done;
    }
}
