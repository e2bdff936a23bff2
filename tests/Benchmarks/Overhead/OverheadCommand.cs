using System.CommandLine;
using Cellect.Benchmarks.Peers;
using Cellect.Data.Volumes;

namespace Cellect.Benchmarks.Overhead;

/// <summary><c>overhead</c>: what Cellect adds to inference, from the sender's socket to the published tracks.</summary>
internal static class OverheadCommand
{
    private const int WarmUp = 10;
    private const double LimitMilliseconds = 60;

    public static Command Create()
    {
        var volumes = new Option<int>("--volumes") { Description = "Volumes measured, 1 to 100,000.", DefaultValueFactory = _ => 100 };
        var shape = new Option<int[]>("--shape")
        {
            Description = "z y x, voxels.",
            AllowMultipleArgumentsPerToken = true,
            Arity = new ArgumentArity(3, 3),
            DefaultValueFactory = _ => [41, 512, 512],
        };
        var cells = new Option<int>("--cells") { Description = "Cells in each, 0 to 1,000,000.", DefaultValueFactory = _ => 500 };
        volumes.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() is >= 1 and <= 100_000, "--volumes must be 1 to 100,000"));
        cells.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() is >= 0 and <= 1_000_000, "--cells must be 0 to 1,000,000"));
        shape.Validators.Add(r =>
            Require(r, Array.TrueForAll(r.GetValueOrDefault<int[]>() ?? [], side => side >= 1), "--shape needs three positive numbers")
        );
        var command = new Command(
            "overhead",
            $"Time outside inference for one volume over real sockets (half a minute). Exit code 1 when the median is "
                + $"{LimitMilliseconds} ms or more."
        )
        {
            volumes,
            shape,
            cells,
        };
        command.SetAction(
            (parse, _) =>
            {
                var zyx = parse.GetRequiredValue(shape);
                return RunAsync(parse.GetRequiredValue(volumes), new VolumeShape(zyx[0], zyx[1], zyx[2]), parse.GetRequiredValue(cells));
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(int volumes, VolumeShape shape, int cells)
    {
        await using var service = new SyntheticService(WarmUp + volumes, cells);
        Console.WriteLine(
            $"{volumes} volumes of {shape} uint16 ({shape.Voxels * 2 / 1e6:0.0} MB), {cells} cells, one after the "
                + $"other, after {WarmUp} to warm up"
        );
        var (seen, trackMilliseconds, network) = await service.RunAsync(endpoints =>
            PeerProcess.RunAsync(endpoints.Ingest, endpoints.Publish, WarmUp + volumes, shape)
        );
        Console.WriteLine($"{seen[^1].Cells} cells published in the last frame");
        var report = new OverheadReport();
        for (var i = WarmUp; i < seen.Count; i++)
            report.Add(seen[i], trackMilliseconds[i], network[i]);
        report.Print();
        return report.MedianSum < LimitMilliseconds ? 0 : 1;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string rule)
    {
        if (!holds)
            result.AddError(rule);
    }
}
