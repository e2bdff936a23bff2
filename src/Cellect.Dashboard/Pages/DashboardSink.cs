using System.Diagnostics.Metrics;
using System.Net;
using Cellect.Dashboard.Documents;
using Cellect.Dashboard.Neighbours;
using Cellect.Dashboard.Settings;
using Cellect.Dashboard.SignIn;
using Cellect.Dashboard.Telemetry;
using Cellect.Dashboard.Web;
using Cellect.Data.Images;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Pages;

/// <summary>
/// The page in the browser. The pipeline leaves what is new and goes on; a thread of its own makes what is shown while somebody watches,
/// and a web server sends it.
/// </summary>
internal sealed class DashboardSink : IFrameSink, IChannelViewer
{
    private readonly DashboardOptions _options;
    private readonly ILogger _log;
    private readonly SeriesBook _book;
    private readonly NewestVolumes _volumes = new(1 + NewestVolumes.OtherChannels);
    private readonly NeighbourList _neighbours;
    private readonly DocumentThread _documents;
    private readonly PrometheusPage _metrics = new();
    private readonly SignInDesk _desk;
    private readonly PageDoor _door;
    private readonly CancellationTokenSource _ending = new();
    private WebServer? _server;

    /// <summary>Nothing is served before <see cref="StartAsync"/>.</summary>
    /// <param name="options">Checked options with an endpoint.</param>
    /// <param name="parts">What the page shows and steers.</param>
    /// <param name="services">Clock, meters, logs.</param>
    /// <param name="relief">Says when pictures rest; null: never.</param>
    /// <param name="populations">The populations that are tracked; null: nobody tells.</param>
    public DashboardSink(
        DashboardOptions options,
        PageParts parts,
        SessionServices services,
        Relief? relief,
        IReadOnlyList<Population>? populations = null
    )
    {
        (_options, _log) = (options, services.Logs.CreateLogger<DashboardSink>());
        var time = services.Time;
        _book = new SeriesBook(time, populations);
        _desk = new SignInDesk(() => Url, time);
        _neighbours = new NeighbourList(options.Services, time, _log);
        _documents = new DocumentThread(
            _book,
            _volumes,
            _neighbours,
            new DocumentShelf(),
            options.PicturesPerSecond,
            parts.Status,
            time,
            _log
        )
        {
            Relief = relief,
        };
        var gate = new Gatekeeper(options, _desk);
        _door = new PageDoor(parts, _documents, gate, _desk, _metrics, options.MaxBrowsers, time, _log, _ending.Token);
        AddInstruments(services.Meters.Create("Cellect"));
    }

    /// <summary>Signs browsers in, for whoever shows a code on a screen.</summary>
    public ISignInCodes Codes => _desk;

    /// <summary>Where it is bound, with its true port.</summary>
    public IPEndPoint Bound => _server!.Bound;

    /// <summary>Browsers that watch now.</summary>
    public int Browsers => _door.Browsers;

    /// <summary>The page's address.</summary>
    public string Url =>
        _options.PublicUrl.Length > 0 ? _options.PublicUrl.TrimEnd('/')
        : _server is { } server ? OwnAddress.Url(server.Bound)
        : _options.Endpoint;

    /// <summary>Binds the endpoint.</summary>
    /// <exception cref="IOException">It cannot be bound.</exception>
    public async Task StartAsync()
    {
        _server = await WebServer.StartAsync(_options, _door.HandleAsync);
        WebLog.Listening(_log, Url, $"{Bound}");
    }

    /// <summary>The triggers have done something; never waits.</summary>
    public void Tell(TriggerNews news) => _book.Tell(news);

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        _book.Begin(header);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        See(volume);
        _book.Add(frame);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void See(Volume volume)
    {
        // Also while nobody watches: who joins a slow microscope wants a picture at once, not with the next volume.
        _volumes.See(volume);
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        _book.End(summary);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the page.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        await _documents.StopAsync();
        _neighbours.Dispose();
        _volumes.Close();
        _metrics.Dispose();
    }

    private void AddInstruments(Meter meter)
    {
        meter.CreateObservableGauge("cellect.cells", () => _book.Facts.Newest?.Cells.Count ?? 0, "{cell}", "Cells of the newest frame.");
        meter.CreateObservableGauge("cellect.divisions", () => _book.Facts.Divisions, "{division}", "Divisions of the series so far.");
        meter.CreateObservableGauge("cellect.page.browsers", () => _door.Browsers, "{browser}", "Browsers that watch.");
        meter.CreateObservableCounter("cellect.page.refused", () => _door.Refused, "{request}", "Requests to the page that were refused.");
    }
}
