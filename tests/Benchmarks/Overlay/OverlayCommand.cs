using System.CommandLine;
using System.Diagnostics;
using Cellect.Benchmarks.Overhead;
using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Command = System.CommandLine.Command;

namespace Cellect.Benchmarks.Overlay;

/// <summary><c>overlay</c>: what drawing costs, mode by mode, without a display.</summary>
internal static class OverlayCommand
{
    private const int Tail = 50;

    public static Command Create()
    {
        var snapshots = new Option<int>("--snapshots")
        {
            Description = "Snapshots drawn in each mode, 2 to 1,000,000.",
            DefaultValueFactory = _ => 20,
        };
        var cells = new Option<int>("--cells") { Description = "Cells in each, 0 to 100,000.", DefaultValueFactory = _ => 1000 };
        var shape = new Option<int[]>("--shape")
        {
            Description = "z y x, voxels.",
            AllowMultipleArgumentsPerToken = true,
            Arity = new ArgumentArity(3, 3),
            DefaultValueFactory = _ => [41, 512, 512],
        };
        var small = new Option<bool>("--leak")
        {
            Description =
                "Looks for growth: as many snapshots of two shapes, in all modes in turn. Exit code 1 when GL objects or memory grow.",
        };
        var pairs = new Option<int>("--latency")
        {
            Description =
                "Compares the model's time with the overlay on and off, so many pairs of volumes. Exit code 1 above a ratio of 1.1.",
            DefaultValueFactory = _ => 0,
        };
        snapshots.Validators.Add(r =>
            Require(r, r.GetValueOrDefault<int>() is >= 2 and <= 1_000_000, "--snapshots must be 2 to 1,000,000")
        );
        cells.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() is >= 0 and <= 100_000, "--cells must be 0 to 100,000"));
        shape.Validators.Add(r =>
            Require(r, Array.TrueForAll(r.GetValueOrDefault<int[]>() ?? [], side => side >= 1), "--shape needs three positive numbers")
        );
        var command = new Command("overlay", "Time and memory of drawing at 1280x800, tails of 50 frames.")
        {
            snapshots,
            cells,
            shape,
            small,
            pairs,
        };
        command.SetAction(parse =>
        {
            var zyx = parse.GetRequiredValue(shape);
            var count = parse.GetRequiredValue(snapshots);
            if (parse.GetValue(pairs) > 0)
            {
                using var pair = new LatencyPair();
                return pair.Run(parse.GetValue(pairs));
            }

            return parse.GetValue(small)
                ? LeakHunt.Run(count)
                : Run(count, parse.GetRequiredValue(cells), new VolumeShape(zyx[0], zyx[1], zyx[2]));
        });
        return command;
    }

    private static int Run(int snapshots, int cells, VolumeShape shape)
    {
        var specimen = new DrawnSpecimen(shape, cells);
        var frames = specimen.Frames(Tail);
        using var canvas = new OffscreenCanvas(1280, 800);
        Console.WriteLine(
            $"{canvas.Device.Description}; {snapshots} snapshots a mode of {shape} uint16, {cells} cells, tails of {Tail} frames"
        );
        var builder = new SnapshotBuilder(new OverlayOptions { TailFrames = Tail });
        var build = new Distribution("build a snapshot (projections, reduced volume, tails)");
        var made = new OverlaySnapshot[2];
        for (var i = 0; i < Math.Max(2, snapshots / 2); i++)
        {
            using var draft = new SnapshotDraft(frames, specimen.Volume(), cells, 0);
            var began = Stopwatch.GetTimestamp();
            made[i % 2] = builder.Build(draft);
            build.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds);
        }

        Console.WriteLine($"{"ms", -64}{"median", 10}{"p95", 10}");
        Print(build);
        foreach (var mode in Enum.GetValues<ViewMode>())
            Measure(canvas, made, mode, snapshots);
        Console.WriteLine(
            $"memory of one snapshot in the timeline: {made[0].Bytes / 1e6:0.0} MB; GL objects "
                + $"{canvas.Device.LiveObjects}; process {Environment.WorkingSet / 1e6:0} MB"
        );
        return 0;
    }

    private static void Measure(OffscreenCanvas canvas, OverlaySnapshot[] made, ViewMode mode, int snapshots)
    {
        var (fresh, again) = (
            new Distribution($"{mode}: draw a new snapshot (with upload)"),
            new Distribution($"{mode}: draw it again (marks blink)")
        );
        var view = new ViewState { Mode = mode };
        var status = StatusText.Of(made[0], StreamStatus.Waiting, TimeProvider.System, 0);
        for (var i = 0; i < snapshots; i++)
        {
            fresh.Add(Time(canvas, new Scene(made[i % 2], view, status, canvas.Drawing)));
            again.Add(Time(canvas, new Scene(made[i % 2], view, status, canvas.Drawing) { Flash = 0.35f }));
        }

        Print(fresh);
        Print(again);
    }

    private static double Time(OffscreenCanvas canvas, Scene scene)
    {
        var began = Stopwatch.GetTimestamp();
        canvas.Draw(scene);
        canvas.Device.Gl.Finish();
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds;
    }

    private static void Print(Distribution distribution) =>
        Console.WriteLine($"{distribution.Name, -64}{distribution.Median, 10:0.0}{distribution.P95, 10:0.0}");

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string rule)
    {
        if (!holds)
            result.AddError(rule);
    }
}
