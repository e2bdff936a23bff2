using System.Globalization;
using Cellect.Analysis.Tables;
using Cellect.Data.Regions;
using Cellect.Data.Volumes;
using Cellect.Lab.Reports.Biology;
using Cellect.Live.Commands;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Biology;

/// <summary><c>sim:germinalcentre</c>: the account of each zone, and the rates of its cells, against the truth.</summary>
internal static class GerminalCentreScene
{
    public static void Measure(string spec, string folder, string? report)
    {
        var (scene, _) = SceneName.Parse(spec);
        var regions = Path.Combine(folder, "zones.json");
        Directory.CreateDirectory(folder);
        var zones = Zones(scene);
        RegionFile.Write(regions, zones);
        var run = TrackedRun.Of($"sim:{spec}", Path.Combine(folder, "live"));
        var analysed = new RecordingBiology(run.Folder, regions, null).Analyse(Path.Combine(folder, "analysed"));
        if (report is not null)
            Console.WriteLine($"  report: {BiologyReport.Write(report, run.Folder, analysed)}");
        var findings = analysed.Populations.Values.Single();
        var truth = Truth(spec, zones);
        for (var part = 0; part < findings.Biology.Accounts.Count; part++)
        {
            var (account, last) = (findings.Biology.Accounts[part], findings.Parts[^1][part]);
            Row.Write($"{last.Part}: slope over the expected divisions", account.Check.Slope ?? double.NaN, "0.9 to 1.1");
            Row.Write($"{last.Part}: r²", account.Check.RSquared ?? double.NaN, "0.98");
            var counted = new Analysis.Proliferation.Regression();
            foreach (var rows in findings.Parts)
                counted.Add(rows[part].Divisions, rows[part].Corrected);
            Row.Write($"{last.Part}: slope over the divisions counted", counted.Slope ?? double.NaN, "");
            if (!truth.TryGetValue(last.Part, out var zone))
                continue;
            Row.Write(
                $"{last.Part}: divisions told of a cell in an hour over the true rate",
                last.RatePerHour!.Value / (zone.Divisions / zone.CellHours),
                "",
                string.Create(CultureInfo.InvariantCulture, $"true {zone.Divisions / zone.CellHours:0.000} ({zone.Divisions} divisions)")
            );
            Row.Write(
                $"{last.Part}: expected divisions of a cell in an hour over it",
                last.Expected / last.CellHours / (zone.Divisions / zone.CellHours),
                "0.9 to 1.1",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{last.Divisions} found, {last.Expected:0.0} expected; found {last.Found}, lost {last.Lost}"
                )
            );
        }
    }

    // A radius from the faces of the volume: what lies outside and shines in counts as in it, and has no truth.
    private static BoxRegion[] Zones(SceneParameters scene)
    {
        var (voxel, radius) = (scene.ColumnMicrometres, scene.RadiusVoxels * scene.ColumnMicrometres);
        var low = new Position(radius, radius, radius);
        var high = new Position(
            ((scene.Shape.Z - 1) * scene.Anisotropy * voxel) - radius,
            ((scene.Shape.Y - 1) * voxel) - radius,
            ((scene.Shape.X - 1) * voxel) - radius
        );
        var border = scene.DarkZoneShare * (scene.Shape.X - 1) * voxel;
        return [new BoxRegion("dark", low, high with { X = border }), new BoxRegion("light", low with { X = border }, high)];
    }

    private static Dictionary<string, (int Divisions, double CellHours)> Truth(string spec, BoxRegion[] zones)
    {
        using var source = SimulatedVolumeSource.Open(spec);
        foreach (var volume in source.Read("truth", new VolumePool(), default))
            volume.Dispose();
        var (hours, voxel) = (source.Interval!.Value.TotalHours, source.VoxelMicrometres!.Value);
        var births = source.Truth.Where(node => node.Parent >= 0).GroupBy(node => node.Parent).Where(born => born.Count() == 2).ToArray();
        return zones.ToDictionary(
            zone => zone.Name,
            zone =>
                (
                    births.Count(born =>
                        zone.Contains(Bodies.Place(born.Average(n => n.Z), born.Average(n => n.Y), born.Average(n => n.X), voxel))
                    ),
                    hours * source.Truth.Count(node => node.T > 0 && zone.Contains(Bodies.Place(node.Z, node.Y, node.X, voxel)))
                )
        );
    }
}
