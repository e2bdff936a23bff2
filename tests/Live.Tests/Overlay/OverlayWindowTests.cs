using Cellect.Live.Overlay;
using Cellect.Stream.Volumes;
using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace Cellect.Live.Tests.Overlay;

/// <summary>A real window, driven as a user would.</summary>
[Collection("GLFW serves one thread")]
public sealed class OverlayWindowTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-window-").FullName;
    private readonly VolumePool _pool = new();
    private readonly ListLogger _log = new();
    private readonly SyntheticSeries _series = SyntheticSeries.Create();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Window_ScreenshotThenEscape_SavesThePictureAndCloses()
    {
        using var display = Xvfb.StartOrSkip();
        await using var sink = new OverlaySink(Options(), TimeProvider.System, _log);
        await FeedAsync(sink, frames: 9);
        var window = await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");

        await display.DoAsync($"windowfocus --sync {window} mousemove 500 300 click 4 click 4 key s");
        await _log.WaitForAsync("Screenshot").WaitAsync(Patience, TestContext.Current.CancellationToken);
        await display.DoAsync("key Escape");
        await sink.Closed.WaitAsync(Patience, TestContext.Current.CancellationToken);

        using var picture = SKBitmap.Decode(Directory.GetFiles(_folder).Single());
        Assert.Equal((1280, 800), (picture.Width, picture.Height));
        Assert.DoesNotContain(_log.Lines, line => line.Level > LogLevel.Information);
        await FeedAsync(sink, frames: 3);
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
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

    private OverlayOptions Options() => new() { Mode = OverlayMode.Window, PictureFolder = _folder };

    private async Task FeedAsync(OverlaySink sink, int frames)
    {
        var cancel = TestContext.Current.CancellationToken;
        await sink.BeginSeriesAsync(_series.Frame(0).Header, cancel);
        for (var t = 0; t < frames; t++)
        {
            using var volume = _series.Volume(t, _pool);
            await sink.WriteAsync(_series.Frame(t), volume, cancel);
        }
    }
}
