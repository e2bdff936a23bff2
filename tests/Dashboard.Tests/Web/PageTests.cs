using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cellect.Dashboard.Web;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Dashboard.Tests.Web;

/// <summary>The page over real HTTP.</summary>
public class PageTests
{
    [Fact]
    public async Task Get_AtThisComputer_GivesThePageUnderAStrictPolicy()
    {
        await using var page = await PageHarness.StartAsync();

        foreach (var path in new[] { "/", "/page.js", "/page.css", "/uplot.js", "/uplot.css", "/icon.svg", "/uplot.LICENSE.txt" })
        {
            using var answer = await page.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Html_HasNothingInline()
    {
        await using var page = await PageHarness.StartAsync();

        foreach (var path in new[] { "/", "/sign-in" })
        {
            var html = await (await page.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<style", html);
            Assert.DoesNotContain(" style=", html);
            Assert.DoesNotMatch(@"\son\w+=", html);
            Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)[^>]*>", html);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page.js")]
    [InlineData("/api/events")]
    [InlineData("/metrics")]
    [InlineData("/nothing")]
    public async Task Get_StrangerWhoIsNotSignedIn_401(string path)
    {
        await using var page = await PageHarness.StartAsync(strangers: true);

        Assert.Equal(HttpStatusCode.Unauthorized, (await page.GetAsync(path)).StatusCode);
        page.Cookie = $"cellect-{page.Sink.Bound.Port}={new string('0', 64)}";
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Post_StrangerWhoIsNotSignedIn_401AndNothingIsDone()
    {
        await using var page = await PageHarness.StartAsync(strangers: true, allowArming: true);

        Assert.Equal(HttpStatusCode.Unauthorized, (await page.CommandAsync("/api/stop")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.CommandAsync("/api/arm", """{"seconds":"60"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.CommandAsync("/api/code", """{"line":"forged"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.SignInAsync("00112233445566778899AABBCCDDEEFF")).StatusCode);

        Assert.Equal(["refused stop", "refused arm"], page.Triggers.Calls);
    }

    [Fact]
    public async Task SignIn_WithACode_GivesACookieThatReadsAndStops()
    {
        await using var page = await PageHarness.StartAsync(strangers: true);

        using var answer = await page.SignInAsync();

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await page.CommandAsync("/api/stop")).StatusCode);
        // Arming is by option alone.
        Assert.Equal(HttpStatusCode.Forbidden, (await page.CommandAsync("/api/arm", """{"seconds":"60"}""")).StatusCode);
        Assert.Equal(["stop by a browser that is signed in", "refused arm"], page.Triggers.Calls);
    }

    [Fact]
    public async Task SignIn_TheSameCodeTwice_401()
    {
        await using var page = await PageHarness.StartAsync(strangers: true);
        var code = page.Sink.Codes.Make().Url.Split('#')[1];
        await page.SignInAsync(code);

        Assert.Equal(HttpStatusCode.Unauthorized, (await page.SignInAsync(code)).StatusCode);
    }

    [Fact]
    public async Task Code_SignedLine_GivesAnAddressThatSignsIn()
    {
        await using var page = await PageHarness.StartAsync(strangers: true);

        using var answer = await page.SendAsync(HttpMethod.Post, "/api/code", """{"line":"signed"}""", ("X-Cellect", "1"));

        var url = JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("url")
            .GetString()!;
        Assert.StartsWith("http://scope.lab.example:5560/sign-in#", url);
        Assert.Equal(HttpStatusCode.OK, (await page.SignInAsync(url.Split('#')[1])).StatusCode);
    }

    [Fact]
    public async Task Arm_AllowedAndSignedIn_Arms_ButNotAtThisComputerUnsigned()
    {
        await using var page = await PageHarness.StartAsync(allowArming: true);
        Assert.Equal(HttpStatusCode.Forbidden, (await page.CommandAsync("/api/arm", """{"seconds":"60"}""")).StatusCode);

        await page.SignInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await page.CommandAsync("/api/arm", """{"seconds":"86401"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await page.CommandAsync("/api/arm", "[")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await page.CommandAsync("/api/arm", """{"seconds":"60"}""")).StatusCode);
        Assert.Equal(["refused arm", "arm 60 by a browser that is signed in"], page.Triggers.Calls);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("1", "http://evil.example", "")]
    [InlineData("1", "http://127.0.0.1:1", "")]
    [InlineData("1", "null", "")]
    [InlineData("1", "", "cross-site")]
    [InlineData("1", "", "same-site")]
    public async Task Stop_AsAnotherWebsiteCouldSendIt_403(string header, string origin, string site)
    {
        await using var page = await PageHarness.StartAsync();
        var headers = new[] { ("X-Cellect", header), ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(h => h.Item2.Length > 0);

        using var answer = await page.SendAsync(HttpMethod.Post, "/api/stop", "{}", [.. headers]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(page.Triggers.Calls);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example:5560")]
    [InlineData("10.1.2.3")]
    public async Task Get_UnderANameThatIsNotOurs_421(string host)
    {
        await using var page = await PageHarness.StartAsync();

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await page.GetAsync("/", ("Host", host))).StatusCode);
        using var stop = await page.SendAsync(HttpMethod.Post, "/api/stop", "{}", ("X-Cellect", "1"), ("Host", host));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, stop.StatusCode);
        Assert.Empty(page.Triggers.Calls);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Get_PassedOnByAProxy_IsAStranger(string header, string value)
    {
        await using var page = await PageHarness.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await page.GetAsync("/", (header, value))).StatusCode);
    }

    [Fact]
    public async Task Get_EmbeddedByAnotherWebsite_403()
    {
        await using var page = await PageHarness.StartAsync();

        var answer = await page.GetAsync("/icon.svg", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var link = await page.GetAsync("/", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
        Assert.Equal(HttpStatusCode.OK, link.StatusCode);
    }

    [Fact]
    public async Task Requests_TooLargeOrTooMany_AreRefusedButAStopIsNot()
    {
        await using var page = await PageHarness.StartAsync();

        using var large = await page.CommandAsync("/api/sign-in", $$"""{"code":"{{new string('x', 5000)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        var last = HttpStatusCode.OK;
        for (var i = 0; i <= RequestLimit.MostAMinute && last == HttpStatusCode.OK; i++)
            using (var answer = await page.GetAsync("/health"))
                last = answer.StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, (await page.CommandAsync("/api/stop")).StatusCode);
    }

    [Fact]
    public async Task Health_Hanging_503AndStrangersGetAWordAlone()
    {
        await using var page = await PageHarness.StartAsync(strangers: true);
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync("/health/ready")).StatusCode);

        page.Health = new ServiceHealth(true, false, "the pipeline does not run");

        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync("/health/live")).StatusCode);
        using var ready = await page.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("not ready", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await page.SignInAsync();
        using var told = await page.GetAsync("/health");
        Assert.Equal("not ready: the pipeline does not run", await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        page.Health = new ServiceHealth(false, false, "hangs");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await page.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Metrics_OfTheMeter_AreWhatPrometheusReads()
    {
        await using var page = await PageHarness.StartAsync();
        var meter = page.Meters.Create("Cellect");
        meter.CreateCounter<long>("cellect.tried.frames").Add(3);
        meter.CreateHistogram<double>("cellect.tried.duration", "ms").Record(42, new KeyValuePair<string, object?>("stage", "infer"));
        await page.Sink.BeginSeriesAsync(FakeSeries.Header(), CancellationToken.None);
        await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header(), [FakeSeries.Cell(1), FakeSeries.Cell(2)]));

        using var answer = await page.GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("text/plain", answer.Content.Headers.ContentType!.ToString());
        Assert.Matches("(?m)^cellect_tried_frames_total 3$", text);
        Assert.Matches("(?m)^cellect_tried_duration_milliseconds_bucket\\{stage=\"infer\",le=\"50\"\\} 1$", text);
        Assert.Matches("(?m)^cellect_cells 2$", text);
    }

    [Fact]
    public async Task Events_FramesDivisionsAlertsAndTriggers_AreWhatWasWritten()
    {
        await using var page = await PageHarness.StartAsync();
        page.Status = ServiceStatus.None with { Alerts = ["the disk has 3 GB left; make room"] };
        await page.Sink.BeginSeriesAsync(FakeSeries.Header(), CancellationToken.None);
        using var events = await page.WatchAsync();

        await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header(), [FakeSeries.Cell(1, x: 4.26f)]));
        var divided = FakeSeries.Frame(
            FakeSeries.Header(t: 1),
            [FakeSeries.Cell(2, 1), FakeSeries.Cell(3, 1)],
            [new Division(1, 2, 3, 2, 10, 10, 0.875f)]
        );
        await page.WriteAsync(divided);
        page.Sink.Tell(
            new TriggerNews
            {
                Event = "armed",
                Mode = TriggerMode.Armed,
                Detail = "until noon",
            }
        );

        var frame = Json(await PageHarness.ReadEventAsync(events, "frame", "\"t\":1,"));
        Assert.Equal([2, 3], frame.GetProperty("track").EnumerateArray().Select(v => v.GetInt32()));
        Assert.Equal([5, 24, 28], frame.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()));
        var divisions = Json(await PageHarness.ReadEventAsync(events, "divisions", "\"total\":1"));
        Assert.Equal(0.88, divisions.GetProperty("probability")[0].GetDouble());
        var status = Json(await PageHarness.ReadEventAsync(events, "status", "until noon"));
        Assert.Equal("the disk has 3 GB left", status.GetProperty("alerts")[0].GetProperty("text").GetString());
        Assert.Equal("make room", status.GetProperty("alerts")[0].GetProperty("remedy").GetString());
        var triggers = status.GetProperty("triggers");
        Assert.Equal("Armed", triggers.GetProperty("mode").GetString());
        Assert.Equal("a cell divides", triggers.GetProperty("inForce")[0].GetProperty("when").GetString());
        Assert.Equal(0.25, triggers.GetProperty("limits")[0].GetProperty("used").GetDouble());
        Assert.Equal("done", triggers.GetProperty("firings")[0].GetProperty("actions")[0].GetProperty("outcome").GetString());
        Assert.Equal("the volume was too old", triggers.GetProperty("withheld")[0].GetProperty("heldBack").GetString());
        var curves = Json(await PageHarness.ReadEventAsync(events, "curves"));
        Assert.Equal([1, 2], curves.GetProperty("cells").EnumerateArray().Select(v => v.GetInt32()));
    }

    [Fact]
    public async Task Events_AnAlertThatCameWhileNobodyWatched_StandsSinceThen()
    {
        var time = new FakeTimeProvider();
        await using var page = await PageHarness.StartAsync(time: time);
        var looked = new TaskCompletionSource();
        page.Asked = () => looked.TrySetResult();
        page.Status = ServiceStatus.None with { Alerts = ["no light"] };
        await looked.Task.WaitAsync(TestContext.Current.CancellationToken);
        // A second look after the alert was there: the first may have been before.
        looked = new TaskCompletionSource();
        await looked.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromHours(1));

        using var events = await page.WatchAsync();

        var alert = Json(await PageHarness.ReadEventAsync(events, "status", "no light")).GetProperty("alerts")[0];
        Assert.Equal(time.Start, alert.GetProperty("since").GetDateTimeOffset());
    }

    [Fact]
    public async Task Events_WhoComesLate_GetsWhatThereIs()
    {
        await using var page = await PageHarness.StartAsync();
        await page.Sink.BeginSeriesAsync(FakeSeries.Header(), CancellationToken.None);
        await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header(), [FakeSeries.Cell(7)]));

        using var first = await page.WatchAsync();
        var picture = await PageHarness.ReadEventAsync(first, "picture-0");
        using var second = await page.WatchAsync();

        Assert.Contains("\"track\":[7]", await PageHarness.ReadEventAsync(second, "frame"));
        Assert.Equal(picture, await PageHarness.ReadEventAsync(second, "picture-0"));
    }

    [Fact]
    public async Task Events_OneBrowserTooMany_503UntilOneGoes()
    {
        await using var page = await PageHarness.StartAsync(maxBrowsers: 1);
        var first = await page.WatchAsync();
        await PageHarness.ReadEventAsync(first, "hello");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await page.GetAsync("/api/events")).StatusCode);

        first.Dispose();
        while (page.Sink.Browsers > 0)
            await Task.Yield();
        using var second = await page.WatchAsync();
        await PageHarness.ReadEventAsync(second, "hello");
    }

    [Fact]
    public async Task Events_ABrowserThatReadsNothing_HoldsNobodyUp()
    {
        await using var page = await PageHarness.StartAsync();
        await page.Sink.BeginSeriesAsync(FakeSeries.Header(), CancellationToken.None);
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(page.Sink.Bound, TestContext.Current.CancellationToken);
        await slow.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes($"GET /api/events HTTP/1.1\r\nHost: {page.Sink.Bound}\r\n\r\n"),
                TestContext.Current.CancellationToken
            );
        using var quick = await page.WatchAsync();

        // Some 90 kB each: far beyond what lies in the buffers of a connection.
        var cells = Enumerable.Range(1, 4000).Select(track => FakeSeries.Cell(track)).ToArray();
        for (var t = 0; t < 12; t++)
        {
            await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header(t: t), cells));
            await PageHarness.ReadEventAsync(quick, "frame", $"\"t\":{t},");
        }
    }

    [Fact]
    public async Task Events_ABrowserThatReadsNothingForTenSeconds_IsDropped()
    {
        var time = new FakeTimeProvider();
        await using var page = await PageHarness.StartAsync(time: time);
        await page.Sink.BeginSeriesAsync(FakeSeries.Header(), CancellationToken.None);
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(page.Sink.Bound, TestContext.Current.CancellationToken);
        await slow.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes($"GET /api/events HTTP/1.1\r\nHost: {page.Sink.Bound}\r\n\r\n"),
                TestContext.Current.CancellationToken
            );
        using var quick = await page.WatchAsync();
        await PageHarness.ReadEventAsync(quick, "hello");

        var cells = Enumerable.Range(1, 4000).Select(track => FakeSeries.Cell(track)).ToArray();
        for (var t = 0; page.Sink.Browsers > 1; t++)
        {
            Assert.True(t < 500, "it is still there");
            await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header(t: t), cells));
            // Whether the page's thread has rested already when the clock moves is not ours to know.
            var told = PageHarness.ReadEventAsync(quick, "frame", $"\"t\":{t},");
            while (!told.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(told, Task.Delay(20, TestContext.Current.CancellationToken));
            }

            await told;
        }
    }

    [Fact]
    public async Task Stop_AtThisComputer_IsDoneAndSeen()
    {
        await using var page = await PageHarness.StartAsync();
        using var events = await page.WatchAsync();
        await PageHarness.ReadEventAsync(events, "status", "Armed");

        Assert.Equal(
            "stopped",
            await (await page.CommandAsync("/api/stop")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );

        await PageHarness.ReadEventAsync(events, "status", "Observe");
        Assert.Equal(["stop by this computer, not signed in"], page.Triggers.Calls);
    }

    [Fact]
    public async Task DisposeAsync_WhileWatched_EndsTheStreams()
    {
        var page = await PageHarness.StartAsync();
        using var events = await page.WatchAsync();
        await PageHarness.ReadEventAsync(events, "hello");
        await page.Sink.BeginSeriesAsync(FakeSeries.Header(), CancellationToken.None);
        await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header(), [FakeSeries.Cell(1)]));

        await page.Sink.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is not null) { }
            throw new IOException("ended");
        });
        Assert.Equal(0, page.Pool.Lent);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
