using Cellect.Dashboard.Tests.Web;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Dashboard.Tests.EndToEnd;

/// <summary>The page in a real browser.</summary>
public class BrowserTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Page_OnAPhoneThatSignsIn_ShowsTheSeriesAndItsStopStops()
    {
        await using var browser = await Chromium.StartOrSkipAsync();
        await using var page = await PageHarness.StartAsync(strangers: true);
        page.Status = ServiceStatus.None with { Alerts = ["the disk has 3 GB left; make room"] };
        await page.Sink.BeginSeriesAsync(FakeSeries.Header("night 7"), CancellationToken.None);
        var cells = new[] { FakeSeries.Cell(2, 1), FakeSeries.Cell(3, 1, x: 15) };
        await page.WriteAsync(FakeSeries.Frame(FakeSeries.Header("night 7"), cells, [new Division(1, 2, 3, 2, 10, 12, 0.9f)]));

        // A stranger is asked to sign in; the code of the QR does it.
        await browser.OpenAsync(page.Url + "/", 390, 844);
        await browser.WaitForAsync("document.querySelector('#code') !== null");
        await browser.OpenAsync("about:blank", 390, 844);
        await browser.OpenAsync($"{page.Url}/sign-in#{page.Sink.Codes.Make().Url.Split('#')[1]}", 390, 844);

        await browser.WaitForAsync("document.querySelector('#series')?.textContent === 'night 7'");
        await browser.WaitForAsync("document.querySelector('#cells').textContent === '2'");
        await browser.WaitForAsync("document.querySelector('#list').rows.length === 1");
        await browser.WaitForAsync("document.querySelector('.alert')?.textContent.includes('What to do: make room')");
        await browser.WaitForAsync("document.querySelector('#cells-plot canvas')?.width > 0");
        await browser.WaitForAsync("document.querySelector('#image').width > 300");
        await browser.WaitForAsync("document.querySelector('#mode').textContent === 'ARMED'");
        await browser.WaitForAsync("document.querySelector('#rules').textContent.includes('when a cell divides')");
        await browser.WaitForAsync("document.querySelector('#news').textContent.includes('interval 2 s done in 3 ms')");
        await browser.WaitForAsync("document.querySelector('#limits').textContent.includes('0.25 of 2 s')");
        await browser.WaitForAsync("document.querySelector('#limits i').style.getPropertyValue('--share') === '12.5%'");
        // No number of the list is cut short.
        await browser.WaitForAsync("[...document.querySelectorAll('#list td')].every(cell => cell.scrollWidth <= cell.clientWidth)");
        // Nothing hangs over the side of the phone.
        await browser.WaitForAsync("document.documentElement.scrollWidth <= 390");
        Assert.Empty(page.Triggers.Calls);

        await browser.ClickAsync("#stop");

        await browser.WaitForAsync("document.querySelector('#mode').textContent === 'OBSERVE'");
        await browser.WaitForAsync("document.querySelector('#answer').textContent.endsWith('stopped')");
        Assert.Equal(["stop by a browser that is signed in"], page.Triggers.Calls);
    }
}
