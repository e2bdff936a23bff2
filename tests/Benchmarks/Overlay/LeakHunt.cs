using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Benchmarks.Overlay;

/// <summary>Draws very many snapshots and watches GL objects and memory.</summary>
internal static class LeakHunt
{
    private const int Reports = 10;
    private const long AllowedGrowth = 30_000_000;

    /// <summary>Draws; returns 1 when something has grown.</summary>
    public static int Run(int snapshots)
    {
        DrawnSpecimen[] specimens = [new(new VolumeShape(12, 96, 128), 60), new(new VolumeShape(9, 128, 80), 60)];
        using var canvas = new OffscreenCanvas(640, 400);
        var builder = new SnapshotBuilder(new OverlayOptions());
        var timeline = new Timeline(20, 100_000_000);
        var (objects, memory) = (0, 0L);
        for (var i = 0; i < snapshots; i++)
        {
            var specimen = specimens[i / 50 % 2];
            using (var draft = new SnapshotDraft([specimen.Frame(i)], specimen.Volume(), i, 0))
                timeline.Add(builder.Build(draft));
            var view = new ViewState
            {
                Mode = (ViewMode)(i % 4),
                Labels = i % 3 == 0,
                Layout = (PanelLayout)(i / 4 % 3),
                Drawer = i % 97 == 0 ? Drawer.Filters : Drawer.None,
            };
            canvas.Draw(
                new Scene(timeline.Shown, view, StatusText.Of(timeline.Shown, StreamStatus.Waiting, TimeProvider.System, 0), canvas.Drawing)
                {
                    Timeline = timeline.Content,
                }
            );
            if ((i + 1) % Math.Max(1, snapshots / Reports) != 0)
                continue;
            GC.Collect();
            Console.WriteLine(
                $"{i + 1} snapshots: {canvas.Device.LiveObjects} GL objects, {GC.GetTotalMemory(true) / 1e6:0.0} MB "
                    + $"managed, {Environment.WorkingSet / 1e6:0} MB in all"
            );
            if (memory == 0)
                (objects, memory) = (canvas.Device.LiveObjects, Environment.WorkingSet);
        }

        var grown = Environment.WorkingSet - memory;
        Console.WriteLine(
            $"after the first tenth: {canvas.Device.LiveObjects - objects} GL objects more, {grown / 1e6:0.0} MB more "
                + $"(at most 0 and {AllowedGrowth / 1e6:0})"
        );
        return canvas.Device.LiveObjects == objects && grown <= AllowedGrowth ? 0 : 1;
    }
}
