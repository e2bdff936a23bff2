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
        var (voxel, border) = (scene.ColumnMicrometres, scene.DarkZoneShare * (scene.Shape.X - 1) * scene.ColumnMicrometres);
        RegionFile.Write(
            regions,
            [
                new BoxRegion("dark", new Position(-99, -99, -99), new Position(9999, 9999, border)),
                new BoxRegion("light", new Position(-99, -99, border), new Position(9999, 9999, 9999)),
            ]
        );
        var run = TrackedRun.Of($"sim:{spec}", Path.Combine(folder, "live"));
        var analysed = new RecordingBiology(run.Folder, regions, null).Analyse(Path.Combine(folder, "analysed"));
        if (report is not null)
            Console.WriteLine($"  report: {BiologyReport.Write(report, run.Folder, analysed)}");
        var findings = analysed.Populations.Values.Single();
        var truth = Truth(spec, border / voxel);
        for (var part = 0; part < findings.Biology.Accounts.Count; part++)
        {
            var (account, last) = (findings.Biology.Accounts[part], findings.Parts[^1][part]);
            Row.Write($"{last.Part}: slope over the sum of probabilities", account.Check.Slope ?? double.NaN, "0.9 to 1.1");
            Row.Write($"{last.Part}: r²", account.Check.RSquared ?? double.NaN, "0.98");
            var counted = new Analysis.Proliferation.Regression();
            foreach (var rows in findings.Parts)
                counted.Add(rows[part].Divisions, rows[part].Corrected);
            Row.Write($"{last.Part}: slope over the divisions counted", counted.Slope ?? double.NaN, "");
            if (!truth.TryGetValue(last.Part, out var zone))
                continue;
            Row.Write(
                $"{last.Part}: divisions of a cell in an hour over the true rate",
                last.RatePerHour!.Value / (zone.Divisions / zone.CellHours),
                "0.9 to 1.1",
                string.Create(CultureInfo.InvariantCulture, $"true {zone.Divisions / zone.CellHours:0.000} ({zone.Divisions} divisions)")
            );
            Row.Write(
                $"{last.Part}: the same by probabilities",
                last.Expected / last.CellHours / (zone.Divisions / zone.CellHours),
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{last.Divisions} found, {last.Expected:0.0} expected; found {last.Found}, lost {last.Lost}"
                )
            );
        }
    }

    private static Dictionary<string, (int Divisions, double CellHours)> Truth(string spec, double border)
    {
        using var source = SimulatedVolumeSource.Open(spec);
        foreach (var volume in source.Read("truth", new VolumePool(), default))
            volume.Dispose();
        var hours = source.Interval!.Value.TotalHours;
        var zones = new Dictionary<string, (int Divisions, double CellHours)>();
        foreach (var zone in new[] { "dark", "light", "volume" })
        {
            bool Holds(double x) => zone == "volume" || (x < border) == (zone == "dark");
            var divisions = source
                .Truth.Where(node => node.Parent >= 0)
                .GroupBy(node => node.Parent)
                .Count(daughters => daughters.Count() == 2 && Holds(daughters.Average(node => node.X)));
            zones[zone] = (divisions, hours * source.Truth.Count(node => node.T > 0 && Holds(node.X)));
        }

        return zones;
    }
}
