using System.CommandLine;
using Cellect.Analysis.Finishing;
using Cellect.Batch.Joining;
using Cellect.Batch.Plans;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>stitch PLAN --out DIR</c>: from the cells of all chunks to tracks.</summary>
internal static class StitchCommand
{
    /// <summary>Folder of the final result within that of the joined one.</summary>
    public const string FinalName = "final";

    private const int ReconnectFrames = 200;

    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "Folder of the plan; all of its chunks are done." };
        var directory = new Option<string>("--out")
        {
            Description = $"Folder of the result, laid out as a recording; {FinalName} in it is what cellect finish makes of it.",
            Required = true,
            HelpName = "DIR",
        };
        var command = new Command("stitch", "Links the cells of a plan's chunks, as one run over the whole series does.")
        {
            plan,
            directory,
        };
        command.SetAction(
            (parse, cancel) => Fail.GuardAsync(() => RunAsync(parse.GetRequiredValue(plan), parse.GetRequiredValue(directory), cancel))
        );
        return command;
    }

    /// <summary>Joins the chunks and finishes the result.</summary>
    public static async Task<int> RunAsync(string directory, string target, CancellationToken cancel)
    {
        var folder = new PlanFolder(directory);
        var plan = folder.Read();
        Stitcher.Result result = null!;
        await Progress.ShowAsync("stitching", plan.Frames, advance =>
        {
            result = Stitcher.Run(folder, plan, target, TimeProvider.System, advance, cancel);
            return Task.CompletedTask;
        });
        Console.WriteLine($"{result.Cells} cells in {result.Tracks} tracks; tracks.csv {result.Hash}");
        if (result.MasksWithoutVolume > 0)
            Console.Error.WriteLine(
                $"{result.MasksWithoutVolume} masks end by the foreground alone: their volumes could not be read again from {plan.Source} "
                    + "(docs/cluster.md)"
            );
        if (result.Mixed is { } mixed)
            Console.Error.WriteLine(
                $"the chunks were computed with {mixed}: another division of the work may differ in the last bits "
                    + "of a score (docs/cluster.md)"
            );
        var changes = RecordingFinish.Run(target, Path.Combine(target, FinalName), new FinishOptions(ReconnectFrames, 0));
        Console.WriteLine($"{changes.Count} changes make the final result in {Path.Combine(target, FinalName)}");
        return ExitCode.Done;
    }
}
