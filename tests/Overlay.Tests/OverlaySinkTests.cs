using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Tests;

[Collection("GLFW serves one thread")]
public sealed class OverlaySinkTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "cellect-overlay-" + Guid.NewGuid().ToString("N"));
    private readonly VolumePool _pool = new();
    private readonly ListLogger _log = new();
    private readonly SyntheticSeries _series = SyntheticSeries.Create(new SyntheticSeries { Shape = new VolumeShape(6, 40, 60) });

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task WriteAsync_Offscreen_DrawsTheLastFrameInAnyCase()
    {
        OffscreenGl.SkipWithoutEgl();

        await RunAsync(Options(OverlayMode.Offscreen, pictureEvery: 1000), frames: 9);

        var pictures = Directory.GetFiles(_folder).Select(Path.GetFileName).ToArray();
        Assert.Contains("overlay_t0008.png", pictures);
        Assert.Empty(pictures.Except(["overlay_t0000.png", "overlay_t0008.png"]));
        Assert.DoesNotContain(_log.Lines, line => line.Level > LogLevel.Information);
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    public async Task WriteAsync_Off_DrawsNothingAndKeepsNothing()
    {
        await RunAsync(Options(OverlayMode.Off), frames: 5);

        Assert.False(Directory.Exists(_folder));
        Assert.Equal(0, _pool.Lent);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task WriteAsync_NoDisplay_LogsOneLineAndGoesOn()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }, "there is a display");

        await RunAsync(Options(OverlayMode.Window), frames: 5);

        var (level, text) = Assert.Single(_log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("No overlay, tracking goes on without it: no window", text);
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    public async Task WriteAsync_PicturesCannotBeWritten_LogsOnceAndGoesOn()
    {
        OffscreenGl.SkipWithoutEgl();
        await File.WriteAllTextAsync(_folder, "a file where the folder should be", TestContext.Current.CancellationToken);

        await RunAsync(Options(OverlayMode.Offscreen), frames: 5);
        File.Delete(_folder);

        Assert.Single(_log.Lines, line => line.Level == LogLevel.Warning);
        Assert.DoesNotContain(_log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public void Post_NobodyDraws_KeepsTheNewestOnly()
    {
        var feed = new SnapshotFeed();
        for (var t = 0; t < 50; t++)
            feed.Post(Draft(t));
        Assert.Equal(1, _pool.Lent);

        using (var draft = feed.TryTake())
            Assert.Equal(49, draft!.Frame.Header.T);
        Assert.Null(feed.TryTake());
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    public void Post_AfterTheDisplayIsClosed_GivesTheVolumeBack()
    {
        var feed = new SnapshotFeed();
        feed.Post(Draft(0));
        feed.Abandon();
        feed.Post(Draft(1));

        Assert.Equal(0, _pool.Lent);
        Assert.True(feed.Completed);
    }

    [Theory]
    [InlineData(0, 20, 10)]
    [InlineData(1280, 0, 10)]
    [InlineData(1280, 20, -1)]
    public void Options_OutOfRange_AreRefused(int width, int rate, int tail)
    {
        var options = new OverlayOptions
        {
            WidthPixels = width,
            MaxFramesPerSecond = rate,
            TailFrames = tail,
        };
        var context = new System.ComponentModel.DataAnnotations.ValidationContext(options);

        Assert.False(
            System.ComponentModel.DataAnnotations.Validator.TryValidateObject(options, context, null, validateAllProperties: true)
        );
    }

    private SnapshotDraft Draft(int t) => new([_series.Frame(t)], _series.Volume(t, _pool), 0, 0);

    private OverlayOptions Options(OverlayMode mode, int pictureEvery = 1) =>
        new()
        {
            Mode = mode,
            WidthPixels = 320,
            HeightPixels = 240,
            PictureFolder = _folder,
            PictureEveryFrames = pictureEvery,
        };

    private async Task RunAsync(OverlayOptions options, int frames)
    {
        var cancel = TestContext.Current.CancellationToken;
        var sink = new OverlaySink(options, TimeProvider.System, _log);
        await sink.BeginSeriesAsync(_series.Frame(0).Header, cancel);
        for (var t = 0; t < frames; t++)
        {
            using var volume = _series.Volume(t, _pool);
            await sink.WriteAsync(_series.Frame(t), volume, cancel);
        }

        await sink.EndSeriesAsync(new SeriesSummary("s", "end", new Dictionary<string, long> { ["processed"] = frames }, frames), cancel);
        await sink.DisposeAsync();
        Assert.True(sink.Closed.IsCompletedSuccessfully);
    }
}
