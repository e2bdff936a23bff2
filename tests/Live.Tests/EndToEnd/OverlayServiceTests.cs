using Cellect.Overlay.Tests;
using Cellect.Testing;
using SkiaSharp;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>The real service with a real window, and the viewer beside it, driven as a user would.</summary>
[Collection("GLFW serves one thread")]
public sealed class OverlayServiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-overlay-service").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DISPLAY", null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Window_TurnClickScrubQuit_ServiceGoesOnAndEndsWithCodeZero()
    {
        using var display = Xvfb.StartOrSkip();
        // Programs that are started get .NET's environment, not the C library's.
        Environment.SetEnvironmentVariable("DISPLAY", display.Display);
        using var service = await Service.StartAsync(
            "--Overlay:Mode",
            "Window",
            "--Overlay:PictureFolder",
            _folder,
            "--Overlay:RegionsFile",
            Path.Combine(_folder, "regions.json"),
            "--Overlay:ViewFile",
            Path.Combine(_folder, "window.json")
        );
        // The window first, and at work: one that opens late has seen the last time point alone, and there is nothing to scrub.
        var window = await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");
        await PictureAsync(service, display, 1, $"windowfocus --sync {window}");
        await SendAsync(service, 12);

        var picture = 1;
        await PictureAsync(
            service,
            display,
            ++picture,
            "key 3 mousemove 470 350 mousedown 1 mousemove 520 380 mousemove 600 400 mouseup 1"
        );
        var turned = Newest();
        // What has been sent is seen soon, not at once: a machine that is busy draws seldom.
        for (var tries = 0; tries < 60; tries++)
        {
            await PictureAsync(service, display, ++picture, "key 1 mousemove 200 733 mousedown 1 mousemove 1110 733 mouseup 1");
            var last = Newest();
            await PictureAsync(service, display, ++picture, "mousemove 200 733 mousedown 1 mousemove 16 733 mouseup 1");
            if (Differing(last, Newest()) > 500)
                break;
        }

        Assert.True(Differing(turned, Newest()) > 500, "the view was turned, and looks like the projections");
        Assert.True(Differing(Pictures()[^2], Newest()) > 500, "the first time point looks like the last");
        await display.DoAsync("key Escape key Escape");

        // The window is gone, the service is not.
        await SendAsync(service, 3);
        Assert.Equal(0, await service.Program.StopAsync());
        Assert.Equal(picture, Pictures().Length);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task View_LateAndOffscreen_DrawsWhatTheServiceTracksAndEndsWithCodeZero()
    {
        OffscreenGl.SkipWithoutEgl();
        using var service = await Service.StartAsync();
        await SendAsync(service, 8);
        using var viewer = ChildProgram.Cellect(
            "view",
            "--connect",
            service.Tracks,
            "--Overlay:Mode",
            "Offscreen",
            "--Overlay:PictureFolder",
            _folder,
            "--Overlay:RegionsFile",
            Path.Combine(_folder, "r.json")
        );
        await viewer.WaitForAsync("Connected to");

        await SendAsync(service, 4);
        await WaitForFileAsync("overlay_t0003.png");

        Assert.Equal(0, await viewer.StopAsync());
        Assert.Equal(0, await service.Program.StopAsync());
        using var picture = SKBitmap.Decode(Path.Combine(_folder, "overlay_t0003.png"));
        Assert.Equal((1280, 800), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task View_NoEndpoint_EndsWithUsage()
    {
        using var viewer = ChildProgram.Cellect("view", "--connect", "tcp://*:1");

        Assert.Equal(2, await viewer.ExitAsync());
        Assert.Contains("tcp://HOST:PORT", viewer.Output);
    }

    private static async Task PictureAsync(Service service, Xvfb display, int number, string before)
    {
        await display.DoAsync($"{before} key s");
        await service.Program.WaitForAsync($@"(?s)(?:Screenshot.*?){{{number}}}");
    }

    private static async Task SendAsync(Service service, int frames)
    {
        using var replay = ChildProgram.Replay(
            $"sim:embryo?seed=1&frames={frames}&z=14&y=96&x=128",
            "--to",
            service.Endpoint,
            "--rate",
            "max"
        );
        Assert.Equal(0, await replay.ExitAsync());
        await service.Program.WaitForAsync($@"(?s){frames} time points: {frames} processed");
    }

    private async Task WaitForFileAsync(string name)
    {
        using var watcher = new FileSystemWatcher(_folder) { EnableRaisingEvents = true };
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => Check();
        watcher.Changed += (_, _) => Check();
        Check();
        await there.Task.WaitAsync(TimeSpan.FromMinutes(2));

        void Check()
        {
            if (File.Exists(Path.Combine(_folder, name)))
                there.TrySetResult();
        }
    }

    private string[] Pictures() => [.. Directory.GetFiles(_folder, "*.png").Order()];

    private string Newest() => Pictures()[^1];

    // Of some 56,000 samples of the images, frame and panels left out.
    private static int Differing(string one, string other)
    {
        using var a = SKBitmap.Decode(one);
        using var b = SKBitmap.Decode(other);
        var differing = 0;
        for (var y = 50; y < 650; y += 3)
        for (var x = 50; x < 900; x += 3)
            if (a.GetPixel(x, y) != b.GetPixel(x, y))
                differing++;
        return differing;
    }
}
