using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Testing;

namespace Cellect.Dashboard.Tests.EndToEnd;

/// <summary>A real browser without a window, driven by its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;

    // It says where it listens.
    private const string Listening = "DevTools listening on ";
    private readonly TaskCompletionSource<string> _listening = new();
    private int _id;

    private Chromium(string path)
    {
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            $"--user-data-dir={_profile.Path}",
            "about:blank",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _listening.TrySetException(new InvalidOperationException("Chromium ended"));
            else if (line.Data.StartsWith(Listening, StringComparison.Ordinal))
                _listening.TrySetResult(line.Data);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts one; skips the test where there is none.</summary>
    public static async Task<Chromium> StartOrSkipAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "no Chromium here; apt-get install chromium");
        var browser = new Chromium(path!);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a page in a window of this size.</summary>
    public async Task OpenAsync(string url, int width, int height)
    {
        await CallAsync(
            "Emulation.setDeviceMetricsOverride",
            new
            {
                width,
                height,
                deviceScaleFactor = 1,
                mobile = width < 700,
            }
        );
        await CallAsync("Page.navigate", new { url });
    }

    /// <summary>Value of an expression of the page, once it is not null or false.</summary>
    public async Task<JsonElement> WaitForAsync(string expression)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Timeout)
        {
            var answer = await CallAsync("Runtime.evaluate", new { expression = $"(() => {expression})()", returnByValue = true });
            if (
                answer.GetProperty("result").TryGetProperty("value", out var value)
                && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
            )
                return value;
            await Task.Delay(50);
        }

        throw new TimeoutException($"'{expression}' did not come");
    }

    /// <summary>Clicks an element with the mouse, where it is.</summary>
    public async Task ClickAsync(string selector)
    {
        var place = await WaitForAsync(
            $"{{ const b = document.querySelector('{selector}')?.getBoundingClientRect(); "
                + "return b && b.width > 0 && [b.x + b.width / 2, b.y + b.height / 2]; }"
        );
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await CallAsync(
                "Input.dispatchMouseEvent",
                new
                {
                    type,
                    x = place[0].GetDouble(),
                    y = place[1].GetDouble(),
                    button = "left",
                    clickCount = 1,
                }
            );
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _profile.Dispose();
    }

    private async Task ConnectAsync()
    {
        var host = new Uri((await _listening.Task.WaitAsync(Timeout))[Listening.Length..]).Authority;
        using var client = new HttpClient();
        var pages = await client.GetFromJsonAsync<JsonArray>($"http://{host}/json");
        var page = pages!.First(p => p!["type"]!.GetValue<string>() == "page")!;
        await _socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), CancellationToken.None);
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var id = ++_id;
        var request = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id,
                method,
                @params = parameters,
            }
        );
        await _socket.SendAsync(request, WebSocketMessageType.Text, true, timeout.Token);
        while (true)
        {
            var message = JsonDocument.Parse(await ReceiveAsync(timeout.Token)).RootElement;
            if (message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
                return message.TryGetProperty("result", out var result)
                    ? result
                    : throw new InvalidOperationException($"{method}: {message}");
        }
    }

    private async Task<string> ReceiveAsync(CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (true)
        {
            var got = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
            whole.Write(buffer, 0, got.Count);
            if (got.EndOfMessage)
                return Encoding.UTF8.GetString(whole.ToArray());
        }
    }
}
