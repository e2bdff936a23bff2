using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Cellect.Batch.Plans;
using Cellect.Batch.Pools;
using Cellect.Data.Settings;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>pool PLAN --workers k</c>: the chunks of a plan by processes of this machine.</summary>
internal static class PoolCommand
{
    private const int MostWorkers = 256;

    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "Folder that cellect plan made." };
        var workers = new Option<int>("--workers")
        {
            Description = "Processes at a time; each keeps one core busy.",
            DefaultValueFactory = _ => 1,
            HelpName = "K",
        };
        var directory = new Option<string?>("--out")
        {
            Description = "Folder of the result, which is stitched when all is done.",
            HelpName = "DIR",
        };
        var command = new Command("pool", "Does the chunks of a plan with processes of this machine.") { plan, workers, directory };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() => RunAsync(parse.GetRequiredValue(plan), parse.GetValue(workers), parse.GetValue(directory), cancel))
        );
        return command;
    }

    private static async Task<int> RunAsync(string directory, int workers, string? target, CancellationToken cancel)
    {
        if (workers is < 1 or > MostWorkers)
            throw new ValidationException($"--workers must be 1 to {MostWorkers}");
        var folder = new PlanFolder(directory);
        var plan = folder.Read();
        TellMemory(plan, workers);
        var pool = new WorkerPool(folder, plan, () => OwnProgram.Start("cellect", "track", "--plan", directory))
        {
            Trouble = Console.Error.WriteLine,
        };
        var clock = Stopwatch.StartNew();
        var whole = false;
        await Progress.ShowAsync("chunks", plan.Chunks.Count, async advance =>
            whole = await pool.RunAsync(workers, done => advance(done - 1), cancel)
        );
        if (!whole)
            return Fail.With(
                ExitCode.Failed,
                $"{pool.Done} of {plan.Chunks.Count} chunks are done and the workers get no further; one alone tells "
                    + $"why: cellect track --plan {directory}"
            );
        Console.WriteLine($"{plan.Chunks.Count} chunks are done after {clock.Elapsed.TotalSeconds:0.0} s");
        return target is null ? ExitCode.Done : await StitchCommand.RunAsync(directory, target, cancel);
    }

    private static void TellMemory(BatchPlan plan, int workers)
    {
        var need = (long)workers * plan.Chunks.Max(chunk => chunk.MemoryMegabytes);
        var there = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        Console.WriteLine($"{workers} workers need about {need} MB of {there} MB");
        if (need > there)
            Console.Error.WriteLine("that is more than there is: use fewer workers, or plan with more tiles");
    }
}
