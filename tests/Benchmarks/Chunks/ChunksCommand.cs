using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Cellect.Data.Settings;

namespace Cellect.Benchmarks.Chunks;

/// <summary><c>chunks SOURCE</c>: the same series in several plans, through the program itself, each against the plan with one
/// chunk.</summary>
internal static class ChunksCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "What track takes." };
        var plans = new Option<string[]>("--plans")
        {
            Description = "Plans: number of chunks in time, then parts, as in 7:1,2,2.",
            DefaultValueFactory = _ => ["1:1,1,1", "2:1,1,1", "7:1,1,1", "1:1,2,2"],
            AllowMultipleArgumentsPerToken = true,
        };
        var frames = new Option<int>("--frames") { Description = "Time points of the source.", Required = true };
        var voxel = new Option<string?>("--voxel") { Description = "Voxel size z,y,x, micrometres." };
        var directory = new Option<string>("--out") { Description = "Folder for plans and results; emptied.", Required = true };
        var track = new Option<bool>("--track") { Description = "Also against what cellect track makes of it." };
        var command = new Command("chunks", "Whether work that is shared out gives what one run gives.")
        {
            source,
            plans,
            frames,
            voxel,
            directory,
            track,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parse =>
        {
            var root = parse.GetRequiredValue(directory);
            string[] size = parse.GetValue(voxel) is { } given ? ["--voxel", given] : [];
            string[] more = [.. size, "--Record:Masks", "false", .. parse.UnmatchedTokens];
            var folders = new List<(string Plan, string Folder, double Seconds)>();
            foreach (var plan in parse.GetRequiredValue(plans))
                folders.Add(Planned(parse.GetRequiredValue(source), parse.GetValue(frames), plan, root, more));
            if (parse.GetValue(track))
                folders.Add(Tracked(parse.GetRequiredValue(source), root, more));
            Console.WriteLine(
                "| plan | tracks.csv | cells | in one alone | to the last digit | farthest | links | found | more | recall | s |"
            );
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var (plan, folder, seconds) in folders)
                Tell(plan, folders[0].Folder, folder, seconds);
        });
        return command;
    }

    private static (string, string, double) Planned(string source, int frames, string plan, string root, string[] more)
    {
        var (count, tiles) = (int.Parse(plan.Split(':')[0], CultureInfo.InvariantCulture), plan.Split(':')[1]);
        var name = plan.Replace(':', '-').Replace(',', 'x');
        var (folder, result) = (Path.Combine(root, "plan-" + name), Path.Combine(root, "result-" + name));
        Empty(folder);
        Empty(result);
        var clock = Stopwatch.StartNew();
        var length = ((frames + count - 1) / count).ToString(CultureInfo.InvariantCulture);
        Run(["plan", source, "--out", folder, "--chunk-frames", length, "--tiles", tiles, .. more]);
        Run(["pool", folder, "--workers", "1"]);
        Run(["stitch", folder, "--out", result]);
        return (plan, result, clock.Elapsed.TotalSeconds);
    }

    private static (string, string, double) Tracked(string source, string root, string[] more)
    {
        var result = Path.Combine(root, "track");
        Empty(result);
        var clock = Stopwatch.StartNew();
        Run(["track", source, "--out", result, .. more]);
        return ("track", result, clock.Elapsed.TotalSeconds);
    }

    private static void Run(string[] arguments)
    {
        using var process = Process.Start(OwnProgram.Start("cellect", arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"cellect {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void Tell(string plan, string reference, string folder, double seconds)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "tracks.csv"))))[..12];
        var d = TrackDifference.Of(reference, folder);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {plan} | {hash} | {d.Cells} | {d.Alone} | {d.Exact} | {d.Farthest:0.00000} | {d.Edges} | {d.EdgesFound} | "
                    + $"{d.EdgesMore} | {d.Recall:0.000000} | {seconds:0} |"
            )
        );
    }
}
