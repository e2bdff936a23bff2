using Cellect.Data.Biology;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Publish;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Cellect.Overlay.Viewing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Overlay.Tests.Viewing;

/// <summary>A viewer against the real publishers, over real sockets.</summary>
public sealed class ServiceFollowerTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly OverlayOptions Options = new() { TailFrames = 50 };

    private readonly SyntheticSeries _series = SyntheticSeries.Create(new SyntheticSeries { Shape = new VolumeShape(6, 40, 60) });
    private readonly VolumePool _pool = new();
    private readonly VolumePool _viewersPool = new();
    private readonly ListLogger _log = new();
    private PreviewPublisher? _previews;
    private Publisher? _publisher;
    private ServiceFollower? _follower;
    private SnapshotFeed? _feed;

    public async ValueTask DisposeAsync()
    {
        if (_follower is not null)
            await _follower.DisposeAsync();
        _feed?.Abandon();
        await StopServiceAsync();
        Assert.Equal((0, 0), (_pool.Lent, _viewersPool.Lent));
    }

    [Fact]
    public async Task Join_InMidSeries_KnowsTracksDivisionsAndImageAtOnce()
    {
        StartService("tcp://127.0.0.1:0");
        await PublishAsync(from: 0, to: 12);
        Follow();

        var draft = await NextAsync(shown => shown.Volume is not null);
        using (draft)
        {
            Assert.Equal(11, draft.Frame.Header.T);
            Assert.Equal(_series.Frame(11).Cells.Count, draft.Frame.Cells.Count);
            Assert.Equal(_series.Frames(11).SelectMany(frame => frame.Cells).DistinctBy(cell => cell.Track).Count(), draft.Tracks);
            var divisions = _series.Frames(11).Sum(frame => frame.Divisions.Count);
            Assert.Equal((divisions, divisions), (draft.Divisions, draft.Book!.Newest(100).Length));
            Assert.Equal(
                (0, 7),
                (
                    draft.Book.Find(draft.Book.Newest(1)[0].Mother)!.Value.FirstT,
                    draft.Book.Find(draft.Book.Newest(1)[0].Mother)!.Value.LastT
                )
            );
            Assert.Equal("test", _follower!.Counts!.Device);
        }
    }

    [Fact]
    public async Task Frames_AfterJoining_ComeWithTheirDivisionsAndTheirImage()
    {
        StartService("tcp://127.0.0.1:0");
        await PublishAsync(0, 7);
        Follow();
        (await NextAsync(shown => shown.Volume is not null)).Dispose();
        await PublishAsync(7, 9);

        // Joined at the frame of the divisions or before it: they are marked either way.
        using var draft = await NextAsync(shown => shown is { Volume: not null, Frame.Header.T: 8 });
        Assert.Equal(8, draft.Volume!.Header.T);
        Assert.Equal(_series.Frame(8).Divisions.Count, draft.Frame.Divisions.Count);
        Assert.Equal(_series.Frame(8).Cells, draft.Frame.Cells);
    }

    [Fact]
    public async Task Join_AtTheFrameOfDivisions_MarksThem()
    {
        StartService("tcp://127.0.0.1:0");
        await PublishAsync(0, 9);
        Follow();

        using var draft = await NextAsync(shown => shown.Frame.Header.T == 8);
        Assert.Equal(_series.Frame(8).Divisions, draft.Frame.Divisions);
    }

    [Fact]
    public async Task Analysis_ToldAfterJoining_IsInTheBook()
    {
        StartService("tcp://127.0.0.1:0");
        await PublishAsync(0, 2);
        Follow();
        (await NextAsync(shown => shown.Frame.Header.T == 1)).Dispose();

        // Told again until it has come: what is told while the follower joins is part of no snapshot.
        while (_feed!.Biology.Growth().Length == 0)
        {
            _publisher!.Tell(News(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var growth = Assert.Single(_feed.Biology.Growth());
        Assert.Equal(("all", 0.9), (growth.Part, growth.Slope));
        Assert.Equal(0.5f, _feed.Biology.TraceOf(4)[^1].Value);
    }

    private static AnalysisNews News(int t) =>
        new()
        {
            T = t,
            Seconds = t,
            Channel = 0,
            Parts = [new PartNews(new ProliferationRow(t, t, "all", 3, 2, 0, 0, 0, 0, 1, 1.5, 1), 0.9, 1)],
            Cycle = default,
            TracksEnded = 0,
            TracksMigratory = 0,
            Cells = [new CellNews(4, 0, 1, 0.5f)],
        };

    [Fact]
    public async Task Service_StartedAnew_IsJoinedAgain()
    {
        StartService("tcp://127.0.0.1:0");
        var endpoint = _publisher!.Endpoint;
        await PublishAsync(0, 3);
        Follow();
        (await NextAsync(shown => shown.Frame.Header.T == 2)).Dispose();

        await StopServiceAsync();
        StartService(endpoint);
        await PublishAsync(0, 5, series: "after the restart");

        using var draft = await NextAsync(shown => shown.Frame.Header.Series == "after the restart" && shown.Volume is not null);
        Assert.Equal(4, draft.Frame.Header.T);
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_WithoutPreviews_ShowsTheCellsAlone()
    {
        StartService("tcp://127.0.0.1:0", previews: false);
        await PublishAsync(0, 3);
        Follow();
        (await NextAsync(shown => shown.Frame.Header.T == 2)).Dispose();
        await PublishAsync(3, 4);

        using var draft = await NextAsync(shown => shown.Frame.Header.T == 3);
        Assert.Null(draft.Volume);
    }

    [Fact]
    public async Task Words_FollowTheService_FromNothingToTheEndOfASeries()
    {
        Follow("tcp://127.0.0.1:1");
        await SaysAsync(words => words.StartsWith("nothing listens at tcp://127.0.0.1:1", StringComparison.Ordinal));
        await _follower!.DisposeAsync();
        _feed!.Abandon();

        StartService("tcp://127.0.0.1:0", previews: false);
        Follow();
        await SaysAsync(words => words == "the service runs and waits for volumes: none have come to it yet");
        await PublishAsync(0, 1);
        await SaysAsync(words => words.StartsWith("cells without images: the service publishes no previews", StringComparison.Ordinal));
        var ledger = new Dictionary<string, long> { ["processed"] = 1, ["missing"] = 1 };
        await _publisher!.EndSeriesAsync(
            new SeriesSummary(_series.Frame(0).Header.Series, "end", ledger, 2),
            TestContext.Current.CancellationToken
        );
        await SaysAsync(IsTheEnd);
        await _follower!.DisposeAsync();
        _feed.Abandon();

        // Joined after the end.
        Follow();
        await SaysAsync(IsTheEnd);
        Assert.True(_feed.Status is { Ended: true, Lost: 1 });
        Assert.Contains(_log.Lines, line => IsTheEnd(line.Text));

        // A service in its place knows nothing of that series.
        var endpoint = _publisher.Endpoint;
        await StopServiceAsync();
        StartService(endpoint, previews: false);
        await SaysAsync(words => words == "the service runs and waits for volumes: none have come to it yet");

        static bool IsTheEnd(string words) =>
            words.Contains(" ended at 20", StringComparison.Ordinal)
            && words.EndsWith(", as its sender said; 1 of 2 volumes were tracked (1 missing)", StringComparison.Ordinal);
    }

    private void StartService(string endpoint, bool previews = true)
    {
        var options = new PublishOptions
        {
            Endpoint = endpoint,
            ControlEndpoint = "tcp://127.0.0.1:0",
            PreviewEndpoint = "tcp://127.0.0.1:0",
            PreviewsPerSecond = 30,
        };
        if (previews)
            _previews = new PreviewPublisher(options, TimeProvider.System, NullLogger.Instance);
        _publisher = new Publisher(
            options,
            TimeProvider.System,
            () => ServiceStatus.None with { Device = "test" },
            NullLogger<Publisher>.Instance,
            _previews?.Endpoint
        );
    }

    private async Task StopServiceAsync()
    {
        if (_publisher is not null)
            await _publisher.DisposeAsync();
        if (_previews is not null)
            await _previews.DisposeAsync();
        (_publisher, _previews) = (null, null);
    }

    private async Task PublishAsync(int from, int to, string? series = null)
    {
        if (from == 0)
            await _publisher!.BeginSeriesAsync(Named(_series.Frame(0).Header, series), default);
        for (var t = from; t < to; t++)
        {
            var frame = _series.Frame(t);
            frame = frame with
            {
                Header = Named(frame.Header, series),
                Stamps = frame.Stamps with { LinkedNs = frame.Stamps.ExposureEndNs + 1 },
            };
            using var made = _series.Volume(t, _pool);
            using var volume = made.Lease();
            using var named = volume.WithHeader(frame.Header);
            if (_previews is not null)
                await _previews.WriteAsync(frame, named, default);
            await _publisher!.WriteAsync(frame, named, default);
        }
    }

    private static VolumeHeader Named(VolumeHeader header, string? series) => series is null ? header : header with { Series = series };

    private async Task SaysAsync(Func<string, bool> wanted)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!wanted(_feed!.Status.WaitingFor))
            await Task.Delay(10, timeout.Token);
    }

    private void Follow(string? endpoint = null)
    {
        ServiceFollower? follower = null;
        _feed = new SnapshotFeed(() => follower?.Counts);
        _follower = follower = new ServiceFollower(
            endpoint ?? _publisher!.Endpoint,
            new RemoteSeries(new SeriesFeeder(Options, _feed, TimeProvider.System), _feed, TimeProvider.System),
            _feed,
            _viewersPool,
            TimeProvider.System,
            _log
        );
    }

    /// <summary>The next draft that is as wanted; those before are given back.</summary>
    private async Task<SnapshotDraft> NextAsync(Func<SnapshotDraft, bool> wanted)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        return await Task.Run(() =>
            {
                while (_feed!.Take() is { } draft)
                {
                    if (wanted(draft))
                        return draft;
                    draft.Dispose();
                    timeout.Token.ThrowIfCancellationRequested();
                }

                throw new InvalidOperationException("the feed has ended");
            })
            .WaitAsync(Timeout);
    }
}
