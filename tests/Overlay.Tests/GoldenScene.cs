using System.Collections.Immutable;
using System.Numerics;
using Cellect.Data.Images;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace Cellect.Overlay.Tests;

/// <summary>Scenes of a small embryo, drawn and compared with the pictures that were approved.</summary>
internal static class GoldenScene
{
    private static readonly OverlayOptions Options = new() { TailFrames = 8, DivisionMarkFrames = 4 };

    public static readonly StreamStatus Running = new()
    {
        Series = "embryo-2026-11-22-a",
        LastArrival = 0,
        Interval = TimeSpan.FromSeconds(2),
        VolumesPerSecond = 0.5,
    };

    public static void Check(
        string name,
        Shown? shown,
        ViewState view,
        StreamStatus? stream = null,
        int width = 640,
        int height = 420,
        int secondsLater = 0,
        RegionScene? regions = null,
        TriggerStatus? trigger = null,
        TimelineContent? timeline = null,
        Form? form = null,
        int detail = 1,
        Func<SKBitmap, SKBitmap>? seen = null
    )
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        time.Advance(TimeSpan.FromSeconds(secondsLater));
        stream ??= Running;
        stream = stream with
        {
            LastArrival = stream.LastArrival is null ? null : time.GetTimestamp() - secondsLater * time.TimestampFrequency,
        };
        var snapshot = shown?.Snapshot;
        var figures = new ServiceFigures
        {
            VolumesInPerSecond = 0.5,
            Device = "CPU",
            Dropped = 0,
            Missing = stream.Lost,
        };
        var status = StatusText.Of(
            snapshot,
            stream,
            time,
            shownNs: (snapshot?.ExposureEndNs ?? 0) + 412_000_000,
            snapshot is null ? null : figures
        ) with
        {
            Trigger = trigger?.Mode,
            TriggerText = trigger is null ? "" : TriggerText.Of(trigger, time.GetUtcNow()),
            Paused = timeline is not null,
            LatencySpread = snapshot is null || width < 1000 ? "" : "405 ms, 530 ms",
        };

        using var canvas = OffscreenGl.CanvasOrSkip(width, height);
        canvas.Detail = detail;
        canvas.Draw(
            new Scene(snapshot, view, status, canvas.Drawing)
            {
                Side = shown is null ? SideContent.Empty : new SideReader().Content(shown.Book, view, shown.Snapshot),
                Regions = regions ?? RegionScene.None,
                Form = form ?? Form.Empty,
                Clock = ClockText.Of(snapshot, TimeZoneInfo.Utc),
                Tools = ToolBar.Of(view, timeline is null, 1, trigger?.Mode == TriggerMode.Armed, -1),
                Timeline = timeline
                    ?? (
                        snapshot is null
                            ? TimelineContent.Empty
                            : new TimelineContent(
                                [.. Enumerable.Range(0, snapshot.T + 1).Select(t => new TimelineFrame(t, t == 8 ? 2 : 0))],
                                snapshot.T,
                                true
                            )
                    ),
            }
        );
        using var whole = canvas.Read();
        using var picture = seen?.Invoke(whole);
        Golden.Compare(name, picture ?? whole);
    }

    public static RegionScene Regions()
    {
        var frame = new RegionScene([], 1, new Vector3(0.25f, 0.25f, 1));
        var box = new RegionShape(new(12, 10, 5), new(45, 40, 30), false).Named("tip", frame);
        var cylinder = new RegionShape(new(60, 25, 0), new(100, 65, 48), true).Named("core", frame);
        return frame with { Regions = ImmutableArray.Create(box, cylinder) };
    }

    public static Shown Series(int t, SyntheticSeries? series = null, bool secondChannel = false, int come = 0, int gone = 0)
    {
        series ??= SyntheticSeries.Create();
        var frames = series.Frames(t);
        for (var i = 0; i < frames.Length; i++)
            frames[i] = frames[i] with
            {
                Cells = [.. frames[i].Cells.Where(cell => !(cell.Track == come && i < t) && !(cell.Track == gone && i >= t))],
            };
        var progress = new SeriesProgress("s", new FakeTimeProvider());
        for (var i = 0; i < frames.Length; i++)
        {
            var stamps = frames[i].Stamps;
            progress.Add(
                frames[i] with
                {
                    Stamps = stamps with { LinkedNs = stamps.ExposureEndNs + 380_000_000 + 20_000_000 * (i * 7 % 5) },
                }
            );
        }

        var pool = new VolumePool();
        var builder = new SnapshotBuilder(Options);
        using var draft = new SnapshotDraft(frames, series.Volume(t, pool), progress.Tracks, progress.Divisions, progress.Book);
        var snapshot = builder.Build(draft);
        if (!secondChannel)
            return new Shown(snapshot, progress.Book);
        var shelf = new NewestVolumes(NewestVolumes.OtherChannels);
        using (var membrane = Membrane(series, t, pool))
            shelf.See(membrane);
        Assert.True(builder.TakeOthers(shelf));
        return new Shown(builder.WithOthers(snapshot), progress.Book);
    }

    // The second channel lights up where the first is dim: shells around the nuclei.
    private static Volume Membrane(SyntheticSeries series, int t, VolumePool pool)
    {
        using var nuclei = series.Volume(t, pool);
        var volume = pool.Rent(nuclei.Header with { C = 1, Series = "synthetic-embryo" });
        var from = nuclei.AsSpan<ushort>();
        var to = volume.AsSpan<ushort>();
        for (var i = 0; i < to.Length; i++)
            to[i] = (ushort)(from[i] is > 130 and < 420 ? 900 : 110);
        return volume;
    }

    public sealed record Shown(OverlaySnapshot Snapshot, SeriesHistory Book);
}
