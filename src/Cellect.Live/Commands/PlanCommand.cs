using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Cellect.Batch.Plans;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;
using Cellect.Model.Networks.Devices;
using Cellect.Stream;

namespace Cellect.Live.Commands;

/// <summary><c>plan SOURCE --out PLAN</c>: cuts work into chunks that many workers can do.</summary>
internal static class PlanCommand
{
    private const int MostFrames = 1_000_000;

    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = $"What is to be tracked: {VolumeSources.Legal}." };
        var directory = new Option<string>("--out")
        {
            Description = "Folder of the plan, which all workers must see; it gets what they find.",
            Required = true,
            HelpName = "PLAN",
        };
        var frames = new Option<int>("--chunk-frames")
        {
            Description = "Time points of a chunk; the longer, the less is read twice.",
            DefaultValueFactory = _ => 50,
            HelpName = "N",
        };
        var tiles = new Option<string>("--tiles")
        {
            Description = "Parts along z,y,x into which volumes are cut that are larger than a worker takes.",
            DefaultValueFactory = _ => "1,1,1",
            HelpName = "z,y,x",
        };
        var voxel = new Option<string?>("--voxel")
        {
            Description = "Voxel size z,y,x in micrometres, where the files do not say it.",
            HelpName = "z,y,x",
        };
        var command = new Command(
            "plan",
            "Cuts the tracking of a long or large series into chunks, for pool, SLURM or Snakemake (docs/cluster.md). Further options: "
                + "--Section:Key value, as for run."
        )
        {
            source,
            directory,
            frames,
            tiles,
            voxel,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    RunAsync(
                        parse.GetRequiredValue(source),
                        parse.GetRequiredValue(directory),
                        parse.GetValue(frames),
                        Counts(parse.GetRequiredValue(tiles)),
                        parse.GetValue(voxel),
                        Overrides.Of(parse),
                        cancel
                    )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string source,
        string directory,
        int frames,
        int[] tiles,
        string? voxel,
        string[] arguments,
        CancellationToken cancel
    )
    {
        if (frames is < 1 or > MostFrames)
            throw new ValidationException($"--chunk-frames must be 1 to {MostFrames}");
        var options = OptionsReader.Read(OptionsReader.Configuration(arguments));
        if (options.Model.Linker.Confirm)
            throw new ValidationException(
                "Model:Linker:Confirm true: a plan does not confirm divisions; leave it out, or use cellect track"
            );
        var plan = await Task.Run(
            () => Planner.Make(Request(source, frames, tiles, options), Size(voxel), directory, Telling(), cancel),
            cancel
        );
        Tell(plan, directory);
        return ExitCode.Done;
    }

    private static BatchPlan Request(string source, int frames, int[] tiles, CellectOptions options)
    {
        var model = Path.GetFullPath(ModelFile.Find(options.Model.Path));
        if (options.Ingest.Tracked() is { Count: > 1 } several)
            throw new ValidationException(
                $"a plan is for one population, and Ingest:TrackedChannels names {several.Count}; make a plan for each with "
                    + $"--Ingest:TrackedChannels:0 {several[0]} alone, or use cellect track"
            );
        var info = LiveSession.Info(options, NetworkDevice.Pick().Name);
        return new BatchPlan
        {
            Source = VolumeSources.IsSimulated(source) ? source : Path.GetFullPath(source),
            Series = "",
            Channel = options.Ingest.Tracked()[0],
            Shape = [],
            Dtype = "",
            VoxelUm = [],
            Frames = 0,
            Model = model,
            ModelSha256 = "",
            Detector = options.Model.Detector,
            Linker = options.Model.Linker,
            Masks = options.Record.Masks,
            MaskLevel = options.Record.MaskLevel,
            ChunkFrames = frames,
            Tiles = tiles,
            Scales = [],
            Surveyed = false,
            Chunks = [],
            Options = info.Options,
            Versions = info.Versions,
        };
    }

    private static VoxelSize? Size(string? voxel) => voxel is null ? null : VoxelSize.Parse(voxel);

    private static int[] Counts(string text)
    {
        var parts = text.Split(',');
        var counts = new int[3];
        for (var axis = 0; axis < 3; axis++)
            if (
                parts.Length != 3
                || !int.TryParse(parts[axis], CultureInfo.InvariantCulture, out counts[axis])
                || counts[axis] is < 1 or > 999
            )
                throw new FormatException($"--tiles {text} is not three whole numbers from 1; write z,y,x, for example 1,2,2");
        return counts;
    }

    private static Action<string, int> Telling()
    {
        var last = TimeProvider.System.GetTimestamp();
        return (what, t) =>
        {
            if (TimeProvider.System.GetElapsedTime(last).TotalSeconds < 5)
                return;
            last = TimeProvider.System.GetTimestamp();
            Console.WriteLine($"{what}: time point {t}");
        };
    }

    private static void Tell(BatchPlan plan, string directory)
    {
        var need = plan.Chunks.Max(chunk => chunk.MemoryMegabytes);
        Console.WriteLine(
            $"{plan.Chunks.Count} chunks of {plan.ChunkFrames} time points and {string.Join('x', plan.Tiles)} parts; a worker needs about "
                + $"{need} MB"
        );
        Console.WriteLine(
            $"next: cellect pool {directory} --workers N, or tools/slurm/submit.sh {directory}, then cellect stitch {directory}"
        );
    }
}
