using System.Diagnostics;
using Cellect.Benchmarks.Overhead;
using Cellect.Data.Sinks;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;
using Cellect.Model;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Tracks;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Cellect.Stream;

namespace Cellect.Benchmarks.Overlay;

/// <summary>
/// Time of the model with the overlay's thread drawing two pictures a second beside it and without, a volume after the other in turn, so
/// that both see the same machine.
/// </summary>
internal sealed class LatencyPair : IDisposable
{
    private const string Source = "sim:lymphnode?seed=1&frames=8";
    private const int WarmUp = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly ManualResetEventSlim _drawing = new();
    private readonly DrawnSpecimen _specimen = new(new VolumeShape(41, 512, 512), 1000);
    private volatile bool _ended;
    private int _drawn;

    /// <summary>Measures <paramref name="pairs"/> pairs of volumes; returns 1 when the median with the overlay is more than 1.1 times that
    /// without.</summary>
    public int Run(int pairs)
    {
        using var tracking = TrackingModel.OpenNetwork(
            ModelFile.Find("models/live.safetensors"),
            new DetectorOptions(),
            new LinkerOptions(),
            new Cellect2025Options()
        );
        using var source = VolumeSources.Open(Source);
        var volumes = source.Read("pairs", new VolumePool(), default).ToArray();
        Console.WriteLine(
            $"{source.Description}; a 41x512x512 volume with 1000 cells, tails of 50 frames is built and drawn at "
                + $"1280x800 every {Interval.TotalSeconds} s beside it"
        );
        var thread = new Thread(Draw) { IsBackground = true };
        thread.Start();
        var (off, on) = (new Distribution("overlay off"), new Distribution("overlay on"));
        for (var i = 0; i < 2 * (WarmUp + pairs); i++)
        {
            // Off, on, on, off: neither has always the better place.
            var shown = i % 4 is 1 or 2;
            Toggle(shown);
            var began = Stopwatch.GetTimestamp();
            var found = tracking.Detect(volumes[i / 2 % volumes.Length]);
            tracking.Link(found!, 1);
            if (i >= 2 * WarmUp)
                (shown ? on : off).Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds);
        }

        _ended = true;
        _drawing.Set();
        thread.Join();
        var ratio = on.Median / off.Median;
        Console.WriteLine($"{"ms", -44}{"median", 10}{"p95", 10}");
        Console.WriteLine(off);
        Console.WriteLine(on);
        Console.WriteLine($"{_drawn} drawings; ratio of the medians {ratio:0.000} (at most 1.1)");
        Array.ForEach(volumes, volume => volume.Dispose());
        return ratio <= 1.1 ? 0 : 1;
    }

    public void Dispose() => _drawing.Dispose();

    private void Toggle(bool shown)
    {
        if (shown)
            _drawing.Set();
        else
            _drawing.Reset();
    }

    private void Draw()
    {
        BackgroundThread.YieldToOthers();
        var frames = _specimen.Frames(50);
        using var canvas = new OffscreenCanvas(1280, 800);
        var builder = new SnapshotBuilder(new OverlayOptions { TailFrames = 50 });
        var pause = new ManualResetEventSlim();
        while (true)
        {
            _drawing.Wait();
            if (_ended)
                return;
            var began = Stopwatch.GetTimestamp();
            using (var draft = new SnapshotDraft(frames, _specimen.Volume(), 1000, 0))
            {
                var snapshot = builder.Build(draft);
                canvas.Draw(
                    new Scene(
                        snapshot,
                        new ViewState(),
                        StatusText.Of(snapshot, StreamStatus.Waiting, TimeProvider.System, 0),
                        canvas.Drawing
                    )
                );
                canvas.Device.Gl.Finish();
            }

            _drawn++;
            var rest = Interval - Stopwatch.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
                pause.Wait(rest);
        }
    }
}
