using Cellect.Live.Tests.Overlay;
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
    public async Task Window_TurnClickScrubQuit_ServiceGoesOnAndEndsWithCodeZero()
    {
        using var display = Xvfb.StartOrSkip();
        // Programs that are started get .NET's environment, not the C library's.
        Environment.SetEnvironmentVariable("DISPLAY", display.Display);
        using var service = await Service.StartAsync(
            "--Overlay:Mode", "Window", "--Overlay:PictureFolder", _folder, "--Overlay:RegionsFile", Path.Combine(_folder, "regions.json"));
        // The window first: one that opens late has seen the last time point alone, and there is nothing to scrub.
        var window = await display.DoAsync("search --sync --onlyvisible --name ^Cellect$");
        await SendAsync(service, 12);

        await display.DoAsync($"windowfocus --sync {window} key s");
        await service.Program.WaitForAsync(@"(?s)Screenshot(?:.*?Screenshot){0}");
        await display.DoAsync("key 3 mousemove 470 350 mousedown 1 mousemove 520 380 mousemove 600 400 mouseup 1 key s");
        await service.Program.WaitForAsync(@"(?s)Screenshot(?:.*?Screenshot){1}");
        await display.DoAsync("key 1 mousemove 20 733 mousedown 1 mousemove 200 733 mouseup 1 key s");
        await service.Program.WaitForAsync(@"(?s)Screenshot(?:.*?Screenshot){2}");
        await display.DoAsync("key Escape");

        // The window is gone, the service is not.
        await SendAsync(service, 3);
        Assert.Equal(0, await service.Program.StopAsync());
        AssertDiffer(Directory.GetFiles(_folder, "*.png").Order().ToArray());
    }

    [Fact]
    public async Task View_LateAndOffscreen_DrawsWhatTheServiceTracksAndEndsWithCodeZero()
    {
        OffscreenGl.SkipWithoutEgl();
        using var service = await Service.StartAsync();
        await SendAsync(service, 8);
        using var viewer = Program.Cellect(
            "view", "--connect", service.Tracks, "--Overlay:Mode", "Offscreen", "--Overlay:PictureFolder", _folder, "--Overlay:RegionsFile", Path.Combine(_folder, "r.json"));
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
        using var viewer = Program.Cellect("view", "--connect", "tcp://*:1");

        Assert.Equal(2, await viewer.ExitAsync());
        Assert.Contains("tcp://HOST:PORT", viewer.Output);
    }

    private static async Task SendAsync(Service service, int frames)
    {
        using var replay = Program.Replay($"sim:embryo?seed=1&frames={frames}", "--to", service.Endpoint, "--rate", "max");
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

    private static void AssertDiffer(string[] pictures)
    {
        Assert.Equal(3, pictures.Length);
        using var first = SKBitmap.Decode(pictures[0]);
        for (var i = 1; i < pictures.Length; i++)
        {
            using var other = SKBitmap.Decode(pictures[i]);
            var differing = 0;
            for (var y = 50; y < 650; y += 3)
            for (var x = 50; x < 900; x += 3)
                if (first.GetPixel(x, y) != other.GetPixel(x, y))
                    differing++;
            Assert.True(differing > 500, $"picture {i} looks like the first: {differing} samples differ");
        }
    }
}
