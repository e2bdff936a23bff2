using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cellect.Analysis.Biology;
using Cellect.Analysis.Tables;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Biology;
using Cellect.Model;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Stream;

namespace Cellect.Benchmarks.Biology;

/// <summary><c>biology-cost</c>: what the analysis of three populations costs beside tracking them, volume by volume in turn.</summary>
internal static class BiologyCostCommand
{
    private const int Channels = 3;
    private const int WarmUp = 2;

    public static Command Create()
    {
        var source = new Option<string>("--source")
        {
            Description = "What is tracked; its cells stand for each of the three channels.",
            DefaultValueFactory = _ => "sim:lymphnode?cells=2000&y=336&x=336&frames=12",
        };
        var command = new Command("biology-cost", "The analysis of three channels as a share of a time point's time (5 minutes).")
        {
            source,
        };
        command.SetAction(parse => Measure(parse.GetValue(source)!));
        return command;
    }

    private static void Measure(string spec)
    {
        using var source = VolumeSources.Open(spec);
        using var model = TrackingModel.Open(
            Testing.Repository.Model,
            new DetectorOptions(),
            new LinkerOptions(),
            new Cellect2025Options(),
            TimeProvider.System
        );
        var folder = Directory.CreateTempSubdirectory("cellect-cost-").FullName;
        var analyses = new[] { false, true }
            .Select(traces => new SeriesAnalysis([0, 1, 2], new AnalysisOptions { Traces = traces }, []))
            .ToArray();
        BiologyWriter[] tables =
        [
            new(Directory.CreateDirectory(Path.Combine(folder, "0")).FullName, FileMode.CreateNew, false, true),
            new(Directory.CreateDirectory(Path.Combine(folder, "1")).FullName, FileMode.CreateNew, true, true),
        ];
        var (tracking, analysis, cells, frames) = (0.0, new double[2], 0, 0);
        foreach (var volume in source.Read("cost", new VolumePool(), default))
        {
            using var kept = volume.Lease();
            var begun = Stopwatch.GetTimestamp();
            var finished = model.Push(volume);
            var tracked = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            foreach (var one in finished)
            {
                var frame = one.Frame ?? throw one.Failure!;
                for (var with = 0; with < 2; with++)
                {
                    begun = Stopwatch.GetTimestamp();
                    for (var c = 0; c < Channels; c++)
                        Analyse(analyses[with], tables[with], Own(frame, c), kept);
                    if (frames >= WarmUp)
                        analysis[with] += Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                }

                if (frames++ >= WarmUp)
                    (tracking, cells) = (tracking + (Channels * tracked), cells + frame.Cells.Count);
                one.Volume.Dispose();
            }
        }

        foreach (var table in tables)
            table.Dispose();
        Directory.Delete(folder, recursive: true);
        var n = frames - WarmUp;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{cells / n} cells in each of {Channels} channels, {n} time points")
        );
        for (var with = 0; with < 2; with++)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"analysis {(with == 0 ? "without" : "with")} traces: {analysis[with] / n:0.0} ms of {tracking / n:0} ms tracking, "
                        + $"{100 * analysis[with] / (tracking + analysis[with]):0.00} %"
                )
            );
    }

    private static void Analyse(SeriesAnalysis analysis, BiologyWriter tables, TrackedFrame frame, Volume volume)
    {
        var found = analysis.Advance(frame, volume);
        tables.Write(found);
        _ = News.Of(analysis.Populations[found.Population], found, frame, frame);
    }

    // Sizes differ: the cells of channel 1 are a third as large as those of channel 0, those of channel 2 half as large again.
    private static TrackedFrame Own(TrackedFrame frame, int c)
    {
        var scale = c switch
        {
            1 => 0.3f,
            2 => 1.5f,
            _ => 1,
        };
        return frame with
        {
            Header = frame.Header with { C = c },
            Cells = [.. frame.Cells.Select(cell => cell with { Track = cell.Track + (c * 10_000_000), Radius = scale * cell.Radius })],
            Divisions = [.. frame.Divisions.Select(division => Own(division, c * 10_000_000))],
        };
    }

    private static Division Own(Division division, int from) =>
        division with
        {
            Mother = division.Mother + from,
            FirstDaughter = division.FirstDaughter + from,
            SecondDaughter = division.SecondDaughter + from,
        };
}
