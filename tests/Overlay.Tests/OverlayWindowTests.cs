using System.Diagnostics;
using Cellect.Data.Edits;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;
using Cellect.Testing;
using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace Cellect.Overlay.Tests;

/// <summary>A real window, driven as a user would.</summary>
[Collection("GLFW serves one thread")]
public sealed class OverlayWindowTests : IDisposable
{
    private const string OwnProcess = "CELLECT_TEST_DISPLAY_LOSS";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-window-").FullName;
    private readonly VolumePool _pool = new();
    private readonly ListLogger _log = new();

    // Without divisions, whose marks blink from one picture to the next.
    private readonly SyntheticSeries _series = SyntheticSeries.Create(new SyntheticSeries { DivisionAt = 100 });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Window_ZoomDragScreenshotEscape_FollowsTheUserAndCloses()
    {
        using var display = Xvfb.StartOrSkip();
        await using var sink = new OverlaySink(Options(), TimeProvider.System, _log);
        await FeedAsync(sink, frames: 9);
        var window = await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");

        await display.DoAsync($"windowfocus --sync {window} mousemove 500 300 click 4 click 4 click 4 click 4 click 4 click 4 key s");
        await _log.WaitForAsync("Screenshot", 1).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        await display.DoAsync("mousedown 1 mousemove 540 330 mousemove 600 350 mouseup 1 key s");
        await _log.WaitForAsync("Screenshot", 2).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        await display.DoAsync("key Escape key Escape");
        await sink.Closed.WaitAsync(Timeout, TestContext.Current.CancellationToken);

        var pictures = Directory.GetFiles(_folder, "*.png").Order().ToArray();
        using var before = SKBitmap.Decode(pictures[0]);
        using var after = SKBitmap.Decode(pictures[1]);
        Assert.Equal((1280, 800), (before.Width, before.Height));
        AssertShifted(before, after, 100, 50);
        Assert.DoesNotContain(_log.Lines, line => line.Level > LogLevel.Information);
        await FeedAsync(sink, frames: 3);
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Window_FilterDivisionSliderLayoutPanelFilmQuit_DoWhatTheUserAsks()
    {
        using var display = Xvfb.StartOrSkip();
        var series = SyntheticSeries.Create();
        await using var sink = new OverlaySink(Options(), TimeProvider.System, _log, folderOf: _ => _folder);
        await FeedAsync(sink, series, frames: 9);
        var window = await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");

        // A line can be clicked when it has been drawn.
        await display.DoAsync($"windowfocus --sync {window} key s");
        await _log.WaitForAsync("Screenshot", 1).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        // The first line of the list of divisions; Enter says that it is right.
        await display.DoAsync("mousemove 1100 322 click 1 key Return key s");
        await _log.WaitForAsync("Screenshot", 2).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        // Filters, the slider of opacity to the middle, another layout.
        await display.DoAsync("key f mousemove 270 330 mousedown 1 mousemove 200 330 mousemove 150 330 mouseup 1 key v key s");
        await _log.WaitForAsync("Screenshot", 3).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        // The panel of the triggers takes the place of the filters.
        await display.DoAsync("key t key s");
        await _log.WaitForAsync("Screenshot", 4).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        await display.DoAsync("key shift+s");
        await _log.WaitForAsync("Film", 1).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        // Drawer, selection, question, yes.
        await display.DoAsync("key Escape key Escape key Escape key Escape");
        await sink.Closed.WaitAsync(Timeout, TestContext.Current.CancellationToken);

        await sink.DisposeAsync();
        AssertTheDrawerDiffers([.. Directory.GetFiles(_folder, "*.png").Order().Skip(2)]);
        Assert.Equal(EditKind.Accept, Assert.Single(EditLog.Read(_folder)).Edit);
        var kept = await File.ReadAllTextAsync(Path.Combine(_folder, "window.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"Layout\":\"Four\"", kept);
        Assert.Matches("\"Opacity\":0\\.[45]", kept);
        Assert.NotEmpty(Directory.GetFiles(Assert.Single(Directory.GetDirectories(_folder, "film_*")), "t0*.png"));
        Assert.DoesNotContain(_log.Lines, line => line.Level > LogLevel.Information);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Window_ServiceStops_ClosesByItself()
    {
        using var display = Xvfb.StartOrSkip();
        var sink = new OverlaySink(Options(), TimeProvider.System, _log);
        await FeedAsync(sink, frames: 2);
        await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");

        await sink.DisposeAsync();

        Assert.Contains("a window, OpenGL", Assert.Single(_log.Lines).Text);
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Window_DisplayGoesAway_TrackingGoesOnAndTheProcessEnds()
    {
        // GLFW cannot be used again after that, and the end of the process is part of it: in a process of its own.
        if (Environment.GetEnvironmentVariable(OwnProcess) is null)
        {
            Xvfb.StartOrSkip().Dispose();
            await RepeatInOwnProcessAsync(nameof(Window_DisplayGoesAway_TrackingGoesOnAndTheProcessEnds));
            return;
        }

        using var display = Xvfb.StartOrSkip();
        await using var sink = new OverlaySink(Options(), TimeProvider.System, _log);
        await FeedAsync(sink, frames: 2);
        await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");

        display.Kill();
        await sink.Closed.WaitAsync(Timeout, TestContext.Current.CancellationToken);
        await FeedAsync(sink, frames: 2);

        Assert.Contains("The display has gone away", Assert.Single(_log.Lines, line => line.Level > LogLevel.Information).Text);
        Assert.Equal(0, _pool.Lent);
    }

    private static async Task RepeatInOwnProcessAsync(string method)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program, $"-method {typeof(OverlayWindowTests).FullName}.{method}")
        {
            RedirectStandardOutput = true,
        };
        start.Environment[OwnProcess] = "1";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output);
        Assert.DoesNotContain("FATAL", output);
        Assert.Equal(0, process.ExitCode);
    }

    // A patch of the image away from captions and marks of the strip, found again where the drag has taken it.
    private static void AssertShifted(SKBitmap before, SKBitmap after, int right, int down)
    {
        var (difference, structure) = (0, 0);
        for (var y = 150; y < 350; y++)
        for (var x = 250; x < 450; x++)
        {
            difference += Math.Abs(before.GetPixel(x, y).Green - after.GetPixel(x + right, y + down).Green);
            structure += Math.Abs(before.GetPixel(x, y).Green - after.GetPixel(x, y).Green);
        }

        Assert.True(
            structure > 0 && difference < structure / 10,
            $"the image did not follow the drag: {difference} differs, {structure} if it had not moved at all"
        );
    }

    private static void AssertTheDrawerDiffers(string[] pictures)
    {
        using var filters = SKBitmap.Decode(pictures[0]);
        using var triggers = SKBitmap.Decode(pictures[1]);
        var differing = Enumerable
            .Range(0, 300)
            .Sum(x => Enumerable.Range(100, 500).Count(y => filters.GetPixel(x, y) != triggers.GetPixel(x, y)));
        Assert.InRange(differing, 500, int.MaxValue);
    }

    private OverlayOptions Options() =>
        new()
        {
            Mode = OverlayMode.Window,
            PictureFolder = _folder,
            RegionsFile = Path.Combine(_folder, "regions.json"),
            ViewFile = Path.Combine(_folder, "window.json"),
        };

    private Task FeedAsync(OverlaySink sink, int frames) => FeedAsync(sink, _series, frames);

    private async Task FeedAsync(OverlaySink sink, SyntheticSeries series, int frames)
    {
        var cancel = TestContext.Current.CancellationToken;
        await sink.BeginSeriesAsync(series.Frame(0).Header, cancel);
        for (var t = 0; t < frames; t++)
        {
            using var volume = series.Volume(t, _pool);
            await sink.WriteAsync(series.Frame(t), volume, cancel);
        }
    }
}
