using System.Globalization;
using Cellect.Analysis.Interactions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Overlap;
using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Biology;

/// <summary><c>sim:tcells</c>: how well the green cells are tracked, judged by the tracks of the red ones among them, and by the
/// truth.</summary>
internal static class TcellScene
{
    private static readonly double[] Thresholds = [0.5, 0.6, 0.7, 0.8, 0.9, 1];

    public static void Measure(string spec, string folder)
    {
        var green = TrackedRun.Of($"sim:{spec}", Path.Combine(folder, "green"));
        var red = TrackedRun.Of($"sim:{spec}", Path.Combine(folder, "red"), "--Ingest:TrackedChannel", "1");
        var greens = green.Frames().ToDictionary(frame => frame.Header.T, Bodies.Of);
        var reds = red.Frames().ToDictionary(frame => frame.Header.T, Bodies.Of);
        var truth = Truth(spec);
        var header = green.Frames().First().Header;
        var border = new VolumeBorder(header.Shape, header.VoxelMicrometres);
        var (told, real) = (new ColourOverlap(border), new ColourOverlap(border));
        foreach (var t in greens.Keys.Order())
        {
            told.Advance(reds.GetValueOrDefault(t, []), greens[t]);
            real.Advance(truth.GetValueOrDefault(t, []), greens[t]);
        }

        foreach (var threshold in Thresholds)
        {
            var (mine, its) = (told.AtLeast(threshold) ?? double.NaN, real.AtLeast(threshold) ?? double.NaN);
            Row.Write(
                string.Create(CultureInfo.InvariantCulture, $"overlap of at least {threshold:0.0}: by the red tracks less by the truth"),
                mine - its,
                threshold == 0.8 ? "±0.03" : "",
                string.Create(CultureInfo.InvariantCulture, $"{mine:0.000} {its:0.000}")
            );
        }
    }

    private static Dictionary<int, Body[]> Truth(string spec)
    {
        using var source = SimulatedVolumeSource.Open(spec);
        foreach (var volume in source.Read("truth", new VolumePool(), default))
            volume.Dispose();
        var voxel = source.VoxelMicrometres!.Value;
        return source
            .TruthCells.Where(cell => cell.IsRed)
            .GroupBy(cell => cell.Node.T)
            .ToDictionary(group => group.Key, group => group.Select(cell => Bodies.Of(cell.Node, cell.Cell, voxel)).ToArray());
    }
}
