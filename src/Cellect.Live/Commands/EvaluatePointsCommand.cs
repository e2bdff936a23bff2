using System.CommandLine;
using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;
using Cellect.Lab.Reports;

namespace Cellect.Live.Commands;

/// <summary><c>evaluate points</c>: scores result tables against a truth table.</summary>
internal static class EvaluatePointsCommand
{
    public static Command Create()
    {
        var truth = new Option<string>("--truth")
        {
            Required = true,
            Description = "truth table (t,z,y,x,id,parent), or a result table to take as the truth",
        };
        var result = new Option<string>("--result")
        {
            Required = true,
            Description = "result table (tracks.csv), or a table in the truth's form",
        };
        var compare = EvaluateOptions.Compare("more result tables, side by side with --result");
        var population = PopulationChoice.Create();
        var voxel = EvaluateOptions.Voxel();
        var distance = EvaluateOptions.MaxDistance();
        var sparse = new Option<bool>("--sparse") { Description = "the truth names some of the cells only" };
        var ignore = new Option<string?>("--ignore")
        {
            HelpName = "FILE",
            Description = "what is no cell of the truth (t,z,y,x,radius; voxels of x): cells there that match none are no errors",
        };
        var frames = EvaluateOptions.Frames();
        var overlap = EvaluateOptions.Overlap();
        var json = EvaluateOptions.Json();
        var report = new Option<string?>("--report")
        {
            HelpName = "DIR",
            Description = "write report.html, its pictures and errors.csv to this folder",
        };
        var command = new Command(
            "points",
            "Scores tracks of points: cells, links, divisions, linajea's errors, error-free fraction, track overlap."
        )
        {
            truth,
            result,
            compare,
            population,
            voxel,
            distance,
            sparse,
            ignore,
            frames,
            overlap,
            json,
            report,
        };
        command.SetAction(parsed => EvaluateOptions.Guard(parsed, () =>
            {
                var truthGraph = Graph(parsed.GetValue(truth)!, parsed.GetValue(population));
                var (first, last) = parsed.GetValue(frames) ?? (truthGraph.FirstFrame, truthGraph.LastFrame);
                var (z, y, x) = parsed.GetValue(voxel);
                var match = new PointMatchOptions
                {
                    ScaleZ = z,
                    ScaleY = y,
                    ScaleX = x,
                    MaxDistance = parsed.GetValue(distance),
                    Sparse = parsed.GetValue(sparse),
                    Ignored = parsed.GetValue(ignore) is { } ignored ? IgnoredTable.Read(ignored) : [],
                    FirstFrame = first,
                    LastFrame = last,
                };
                string[] paths = [parsed.GetValue(result)!, .. parsed.GetValue(compare) ?? []];
                var results = paths
                    .Select(path =>
                        PointEvaluation.Compute(
                            path,
                            truthGraph,
                            PointTable.ReadGraph(path, parsed.GetValue(population)),
                            match,
                            parsed.GetValue(overlap)
                        )
                    )
                    .ToArray();
                var output = parsed.InvocationConfiguration.Output;
                if (parsed.GetValue(json))
                    PointJson.Write(output, results);
                else
                    MeasureTable.Write(output, paths, [.. results.Select(evaluation => evaluation.Measures)]);
                if (parsed.GetValue(report) is { } folder)
                    parsed.InvocationConfiguration.Error.WriteLine(
                        $"report: {PointReport.Write(folder, parsed.GetValue(truth)!, (first, last), results)}"
                    );
            }));
        return command;
    }

    /// <summary>The truth may be of the one population alone, without a column that says so.</summary>
    private static TrackGraph Graph(string truth, int? population) =>
        PointTable.ReadGraph(truth, population is not null && PointTable.TellsPopulation(truth) ? population : null);
}
