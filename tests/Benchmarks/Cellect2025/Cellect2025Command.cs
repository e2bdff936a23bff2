using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Cellect.Benchmarks.Cells;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Simulation;
using TorchSharp;

namespace Cellect.Benchmarks.Cellect2025;

/// <summary><c>published</c>: one frame's whole inference by the live network, against the published network on one of its tiles.</summary>
internal static class Cellect2025Command
{
    private const string Scene = "embryo?z=41&y=512&x=512&frames=8";

    public static Command Create()
    {
        var repeats = new Option<int>("--repeats")
        {
            Description = "Measurements of each, after one to warm up: 1 to 100.",
            DefaultValueFactory = _ => 5,
        };
        repeats.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
                result.AddError("--repeats must be 1 to 100");
        });
        var command = new Command(
            "published",
            "Whole inference of 41×512×512 by the live network, against cellect2025 on one tile of 32×256×256, one "
                + "after the other (about a minute). The weights of the published network are random: they cost the same."
        )
        {
            repeats,
        };
        // On a thread of its own, as in a session: native memory is served differently there.
        command.SetAction(
            (parse, _) =>
                Task.Factory.StartNew(
                    () => Run(parse.GetRequiredValue(repeats)),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
        );
        return command;
    }

    private static int Run(int repeats)
    {
        TorchLibrary.Require();
        using var source = SimulatedVolumeSource.Open(Scene);
        var pool = new VolumePool();
        var frames = source.Read("benchmark", pool, CancellationToken.None).Take(2).ToArray();
        var voxel = source.VoxelMicrometres!.Value;
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        var (live, published) = (new Timings("live"), new Timings("cellect2025"));
        using (var tracking = LiveTracking.Load(Matchers.Model, new DetectorOptions(), new LinkerOptions()))
            live.Measure(repeats, frames[0].Header.Shape.Voxels, i =>
                tracking.Detect(frames[i % 2].AsTensor<ushort>(), geometry).Cells.Length
            );
        using (
            var detector = new Cellect2025Detector(
                new Cellect2025UNet(Cellect2025Variant.Con7),
                new DetectorOptions(),
                NetworkDevice.Pick(),
                Cellect2025Tiles.Default
            )
        )
            published.Measure(
                repeats,
                (long)Cellect2025Tiles.Default.Depth * Cellect2025Tiles.Default.Side * Cellect2025Tiles.Default.Side,
                i => DetectTile(detector, frames, i, geometry)
            );
        foreach (var frame in frames)
            frame.Dispose();
        Console.WriteLine($"{torch.get_num_threads()} threads; median of {repeats} after one to warm up");
        Console.WriteLine("| network | voxels | seconds | Mvoxel/s | peak of the process so far, MB |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(live);
        Console.WriteLine(published);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"ratio per voxel: {live.MegavoxelsPerSecond / published.MegavoxelsPerSecond:0.0}")
        );
        return 0;
    }

    /// <summary>A pair of volumes that fill exactly one tile with its margin: read, transformed, network, centres, embeddings.</summary>
    private static int DetectTile(Cellect2025Detector detector, Volume[] frames, int i, VoxelGeometry geometry)
    {
        using var first = Cut(frames[i % 2], geometry);
        using var second = Cut(frames[(i + 1) % 2], geometry);
        return detector.Detect(first, second).Frame.Count;
    }

    private static Cellect2025Volume Cut(Volume volume, VoxelGeometry geometry)
    {
        const int from = 128;
        int depth = Cellect2025Tiles.Default.Depth - 2 * Cellect2025Input.AxialMargin,
            side = Cellect2025Tiles.Default.Side - 2 * Cellect2025Input.LateralMargin;
        var shape = volume.Header.Shape;
        var cut = new ushort[depth * side * side];
        for (var z = 0; z < depth; z++)
        for (var y = 0; y < side; y++)
            volume.AsSpan<ushort>().Slice((z * shape.Y + from + y) * shape.X + from, side).CopyTo(cut.AsSpan((z * side + y) * side));
        return Cellect2025Volume.From(new ReadOnlyTensorSpan<ushort>(cut, [depth, side, side]), geometry, rescale: false);
    }

    /// <summary>Repeated measurements of one network.</summary>
    private sealed class Timings(string name)
    {
        private readonly List<double> _seconds = [];
        private long _voxels;
        private double _peakMegabytes;

        public double MegavoxelsPerSecond => _voxels / Median / 1e6;

        private double Median => _seconds.Order().ElementAt(_seconds.Count / 2);

        public void Measure(int repeats, long voxels, Func<int, int> run)
        {
            _voxels = voxels;
            for (var i = 0; i <= repeats; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var cells = run(i);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: {seconds:0.000} s, {cells} cells{(i == 0 ? " (to warm up)" : "")}"
                    )
                );
                if (i > 0)
                    _seconds.Add(seconds);
            }

            using var process = Process.GetCurrentProcess();
            _peakMegabytes = process.PeakWorkingSet64 / 1e6;
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {_voxels} | {Median:0.00} | {MegavoxelsPerSecond:0.000} | {_peakMegabytes:0} |"
            );
    }
}
