using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Data.Ledger;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Spectre.Console;

namespace Cellect.Live.Demo;

/// <summary>What the demo's tracks are worth against the simulation's truth.</summary>
internal static class Scoreboard
{
    // Farthest that a cell may be from its true centre: about the radius of the scenes' cells, which is 2.3 to 4.5 µm.
    private const double MaxDistanceMicrometres = 3;

    /// <summary>Scores the recorded tracks and prints the table.</summary>
    /// <param name="truthPath">nodes.csv of the simulation.</param>
    /// <param name="tracksPath">tracks.csv of the recording.</param>
    /// <param name="voxel">Voxel size.</param>
    /// <param name="summary">The series' totals.</param>
    /// <param name="watch">Latencies.</param>
    public static void Print(string truthPath, string tracksPath, VoxelSize voxel, SeriesSummary summary, SeriesWatch watch)
    {
        var truth = PointTable.ReadNodes(truthPath);
        var result = PointTable.ReadTracks(tracksPath);
        var score = PointScore.Compute(
            truth,
            result,
            new PointMatchOptions
            {
                ScaleZ = voxel.Z,
                ScaleY = voxel.Y,
                ScaleX = voxel.X,
                MaxDistance = MaxDistanceMicrometres,
            }
        );
        var table = new Table().AddColumns("against the simulation's truth", "", "");
        table.AddRow("volumes processed", $"{summary.Ledger.GetValueOrDefault(LedgerStates.Processed)}", $"of {summary.Expected}");
        table.AddRow("cells, recall", Share(score.Nodes.Recall), $"of {truth.NodeCount}");
        table.AddRow("cells, precision", Share(score.Nodes.Precision), $"of {result.NodeCount}");
        table.AddRow("links, recall", Share(score.Edges.Recall), $"of {truth.EdgeCount}");
        table.AddRow("links, precision", Share(score.Edges.Precision), $"of {result.EdgeCount}");
        table.AddRow(
            "divisions, F1 within one frame",
            Share(score.Divisions[1].F1),
            $"{truth.DivisionCount} true, {watch.Divisions} found"
        );
        table.AddRow("latency received to linked, ms", Latency(watch, 0.5), $"95 %: {Latency(watch, 0.95)}");
        AnsiConsole.Write(table);
    }

    private static string Share(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Latency(SeriesWatch watch, double fraction) =>
        watch.Latencies.Percentiles(LatencyStage.Total, fraction) is [var ms] ? ms.ToString("0", CultureInfo.InvariantCulture) : "-";
}
