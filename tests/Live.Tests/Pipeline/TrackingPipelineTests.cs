using System.Diagnostics.Metrics;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Pipeline;
using Cellect.Model;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Tracks;
using Cellect.Stream.Ingest;
using Cellect.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace Cellect.Live.Tests.Pipeline;

public sealed class TrackingPipelineTests : IDisposable
{
    private const string Series = "run 1";
    private static readonly VolumeShape Shape = new(8, 32, 40);

    private readonly DiagnosticVolumePool _pool = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TrackingModel _model = TrackingModel.Open(
        Repository.Model,
        new DetectorOptions(),
        new LinkerOptions(),
        new Cellect2025Options(),
        TimeProvider.System
    );

    public void Dispose()
    {
        _model.Dispose();
        _services.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public async Task RunAsync_WholeSeries_ReachesEverySinkInOrderAndIsAccountedFor()
    {
        var (first, second) = (new ListSink(), new ListSink());
        var pipeline = Pipeline(first, second);
        var run = pipeline.RunAsync(CancellationToken.None);
        await Feed(pipeline, [0, 1, 2, 5]);
        await run;

        Assert.Equal(["begin", "0", "1", "2", "5", "end"], first.Seen);
        Assert.Equal(first.Seen, second.Seen);
        Assert.Equal([0, 1, 1, 3], first.TimeSteps);
        Assert.Equal(4, first.Summary!.Ledger[LedgerStates.Processed]);
        Assert.Equal(2, first.Summary.Ledger[LedgerStates.Missing]);
        Assert.Equal(first.Summary.Expected, first.Summary.Ledger.Values.Sum());
    }

    [Fact]
    public async Task RunAsync_TwoPopulations_FramesOfATimePointFollowEachOtherAndEachIsAccountedFor()
    {
        var sink = new PopulationSink();
        var numbers = new TrackNumbers();
        using var other = TrackingModel.Open(
            Repository.Model,
            new DetectorOptions(),
            new LinkerOptions(),
            new Cellect2025Options(),
            TimeProvider.System,
            numbers
        );
        var pipeline = new TrackingPipeline(
            new PipelineOptions(),
            [
                new TrackedPopulation(new Population(0, "a", "#000000"), _model),
                new TrackedPopulation(new Population(3, "b", "#ffffff"), other),
            ],
            [sink],
            new PipelineMetrics(_services.GetRequiredService<IMeterFactory>(), new PipelineState()),
            NullLogger<TrackingPipeline>.Instance,
            numbers: numbers
        );
        var run = pipeline.RunAsync(TestContext.Current.CancellationToken);
        FrameLedger[] ledgers = [new(Series, 0), new(Series, 3)];
        await pipeline.Input.WriteAsync(new SeriesStarted(Series, null, ledgers), TestContext.Current.CancellationToken);
        // Volume 1 of the second channel is lost, 2 comes before the first channel's.
        foreach (var (t, c) in new[] { (0, 3), (0, 0), (1, 0), (2, 3), (2, 0) })
        {
            ledgers[c == 0 ? 0 : 1].MarkInFlight(t);
            var volume = TestVolumes.Volume(_pool, TestVolumes.Header(Series, t, Shape) with { C = c }, seed: t);
            await pipeline.Input.WriteAsync(new VolumeReady(volume, IsTracked: true), TestContext.Current.CancellationToken);
        }

        foreach (var ledger in ledgers)
            ledger.Close();
        await pipeline.Input.WriteAsync(new SeriesEnded(Series, EndReasons.End, ledgers[0]), TestContext.Current.CancellationToken);
        pipeline.Input.Complete();
        await run;

        Assert.Equal([(0, 0), (0, 3), (1, 0), (2, 0), (2, 3)], sink.Seen);
        Assert.Equal([0, 0, 1, 1, 2], sink.TimeSteps);
        Assert.Equal((5, 1, 6), (sink.Summary!.Ledger["processed"], sink.Summary.Ledger["missing"], sink.Summary.Expected));
    }

    private sealed class PopulationSink : IFrameSink
    {
        public List<(int T, int C)> Seen { get; } = [];

        public List<int> TimeSteps { get; } = [];

        public SeriesSummary? Summary { get; private set; }

        public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
        {
            Assert.Equal((frame.Header.T, frame.Header.C), (volume.Header.T, volume.Header.C));
            Seen.Add((frame.Header.T, frame.Header.C));
            TimeSteps.Add(frame.TimeStep);
            return ValueTask.CompletedTask;
        }

        public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
        {
            Summary = summary;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RunAsync_VolumeOfAnotherShape_IsDroppedAndTheRestGoesOn()
    {
        var sink = new ListSink();
        var pipeline = Pipeline(sink);
        var run = pipeline.RunAsync(CancellationToken.None);
        await Feed(pipeline, [0, 1, 2], t => t == 1 ? new VolumeShape(8, 32, 32) : Shape);
        await run;
        Assert.Equal(["begin", "0", "2", "end"], sink.Seen);
        Assert.Equal(1, sink.Summary!.Ledger["dropped:shape"]);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task RunAsync_SinkThatThrows_FaultsTheRunAndGivesEveryVolumeBack()
    {
        var pipeline = Pipeline(new ListSink(), new ListSink { ThrowAt = 2 });
        var run = pipeline.RunAsync(CancellationToken.None);
        var feed = Feed(pipeline, Enumerable.Range(0, 50));
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => run);
        Assert.Equal("broken at 2", fault.Message);
        await Assert.ThrowsAnyAsync<Exception>(() => feed);
    }

    [Fact]
    public async Task RunAsync_IngestThatFails_FaultsTheRun()
    {
        var pipeline = Pipeline(new ListSink());
        var run = pipeline.RunAsync(CancellationToken.None);
        pipeline.Input.Complete(new IOException("the cable is out"));
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Contains("the cable is out", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task RunAsync_Aborted_EndsAndGivesEveryVolumeBack()
    {
        using var abort = new CancellationTokenSource();
        var pipeline = Pipeline(new ListSink { AbortAt = 1, Abort = abort });
        var run = pipeline.RunAsync(abort.Token);
        var feed = Feed(pipeline, Enumerable.Range(0, 50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Assert.ThrowsAnyAsync<Exception>(() => feed);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task RunAsync_ThreeHundredVolumes_KeepsNoTensor()
    {
        var sink = new ListSink();
        var pipeline = Pipeline(sink);
        var run = pipeline.RunAsync(CancellationToken.None);
        var counts = new List<long>();
        sink.OnFrame = t =>
        {
            if (t % 100 == 99)
                counts.Add(torch.Tensor.TotalCount);
        };
        await Feed(pipeline, Enumerable.Range(0, 300));
        await run;
        // The inference thread is at most a frame or two ahead of the sink, whose frames hold no tensors.
        Assert.True(counts[^1] - counts[0] < 60, string.Join(", ", counts));
    }

    private TrackingPipeline Pipeline(params IFrameSink[] sinks)
    {
        var metrics = new PipelineMetrics(_services.GetRequiredService<IMeterFactory>(), new PipelineState());
        return new TrackingPipeline(new PipelineOptions(), _model, sinks, metrics, NullLogger<TrackingPipeline>.Instance);
    }

    private async Task Feed(TrackingPipeline pipeline, IEnumerable<int> times, Func<int, VolumeShape>? shape = null)
    {
        var ledger = new FrameLedger(Series);
        await pipeline.Input.WriteAsync(new SeriesStarted(Series, null, ledger));
        foreach (var t in times)
        {
            ledger.MarkInFlight(t);
            var volume = TestVolumes.Volume(_pool, TestVolumes.Header(Series, t, shape?.Invoke(t) ?? Shape), seed: t % 7);
            try
            {
                await pipeline.Input.WriteAsync(new VolumeReady(volume, IsTracked: true));
            }
            catch
            {
                volume.Dispose();
                throw;
            }
        }

        ledger.Close();
        await pipeline.Input.WriteAsync(new SeriesEnded(Series, EndReasons.End, ledger));
        pipeline.Input.Complete();
    }

    private sealed class ListSink : IFrameSink
    {
        public List<string> Seen { get; } = [];

        public List<int> TimeSteps { get; } = [];

        public SeriesSummary? Summary { get; private set; }

        public int ThrowAt { get; init; } = -1;

        public int AbortAt { get; init; } = -1;

        public CancellationTokenSource? Abort { get; init; }

        public Action<int> OnFrame { get; set; } = _ => { };

        public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
        {
            Seen.Add("begin");
            return ValueTask.CompletedTask;
        }

        public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
        {
            Assert.Equal(frame.Header.ByteCount, volume.Bytes.Length);
            Seen.Add($"{frame.Header.T}");
            TimeSteps.Add(frame.TimeStep);
            OnFrame(frame.Header.T);
            if (frame.Header.T == ThrowAt)
                throw new InvalidOperationException($"broken at {ThrowAt}");
            if (frame.Header.T == AbortAt)
                Abort!.Cancel();
            return ValueTask.CompletedTask;
        }

        public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
        {
            Seen.Add("end");
            Summary = summary;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
