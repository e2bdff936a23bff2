using System.Diagnostics.Metrics;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Pipeline;
using Cellect.Model;
using Cellect.Stream.Ingest;
using Cellect.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Pipeline;

/// <summary>A model whose results lag one volume behind, through the real pipeline: every result belongs to its own volume and time
/// point.</summary>
public sealed class DelayedTrackingTests : IDisposable
{
    private static readonly VolumeShape Shape = new(2, 8, 8);

    private readonly PipelineState _state = new();
    private readonly DiagnosticVolumePool _pool = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose()
    {
        _services.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public async Task RunAsync_SeriesWithAGap_GivesEachVolumeItsOwnCellsHeaderAndTimeStep()
    {
        var sink = new OwnVolumeSink();
        await RunAsync(new DelayedTracking(), sink, ["a"], [0, 1, 2, 5]);
        Assert.Equal(["a begins", "a 0 +0", "a 1 +1", "a 2 +1", "a 5 +3", "a end"], sink.Seen);
        Assert.Equal(4, sink.Ledgers["a"][LedgerStates.Processed]);
        Assert.Equal(2, sink.Ledgers["a"][LedgerStates.Missing]);
    }

    [Fact]
    public async Task RunAsync_TwoSeries_LeavesNoVolumeOfTheFirstToTheSecond()
    {
        var sink = new OwnVolumeSink();
        await RunAsync(new DelayedTracking(), sink, ["a", "b"], [0, 1]);
        Assert.Equal(["a begins", "a 0 +0", "a 1 +1", "a end", "b begins", "b 0 +0", "b 1 +1", "b end"], sink.Seen);
    }

    [Fact]
    public async Task RunAsync_OneVolume_IsDescribedAtTheEnd()
    {
        var sink = new OwnVolumeSink();
        await RunAsync(new DelayedTracking(), sink, ["a"], [0]);
        Assert.Equal(["a begins", "a 0 +0", "a end"], sink.Seen);
    }

    [Fact]
    public async Task RunAsync_VolumesThatTheModelFailsOn_AreDroppedAloneAndTheRestGoesOn()
    {
        var sink = new OwnVolumeSink();
        await RunAsync(new DelayedTracking { FailAt = 101, FailLinkAt = 103 }, sink, ["a"], [0, 1, 2, 3, 4]);
        Assert.Equal(["a begins", "a 0 +0", "a 2 +2", "a 4 +2", "a end"], sink.Seen);
        Assert.Equal(2, sink.Ledgers["a"]["dropped:failed"]);
        Assert.Equal(3, sink.Ledgers["a"][LedgerStates.Processed]);
    }

    [Fact]
    public async Task RunAsync_CardThatFails_IsAnAlertAndNoVolumeIsLost()
    {
        var sink = new OwnVolumeSink();
        await RunAsync(new DelayedTracking { CardFailsAt = 102 }, sink, ["a"], [0, 1, 2, 3, 4]);
        Assert.Equal(5, sink.Ledgers["a"][LedgerStates.Processed]);
        Assert.Contains("graphics card has failed (CUDA error: device lost)", Assert.Single(_state.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_IngestThatFails_GivesTheWaitingVolumeBack()
    {
        var pipeline = Pipeline(new DelayedTracking(), new OwnVolumeSink());
        var run = pipeline.RunAsync(CancellationToken.None);
        var ledger = new FrameLedger("a");
        await pipeline.Input.WriteAsync(new SeriesStarted("a", null, ledger), TestContext.Current.CancellationToken);
        await WriteAsync(pipeline, "a", ledger, 0);
        pipeline.Input.Complete(new IOException("the cable is out"));
        await Assert.ThrowsAnyAsync<Exception>(() => run);
        // The pool throws on disposal when a volume is still out.
    }

    private async Task RunAsync(DelayedTracking tracking, OwnVolumeSink sink, string[] series, int[] times)
    {
        var pipeline = Pipeline(tracking, sink);
        var run = pipeline.RunAsync(CancellationToken.None);
        foreach (var name in series)
        {
            var ledger = new FrameLedger(name);
            await pipeline.Input.WriteAsync(new SeriesStarted(name, null, ledger));
            foreach (var t in times)
                await WriteAsync(pipeline, name, ledger, t);
            ledger.Close();
            await pipeline.Input.WriteAsync(new SeriesEnded(name, EndReasons.End, ledger));
        }

        pipeline.Input.Complete();
        await run;
    }

    private TrackingPipeline Pipeline(DelayedTracking tracking, IFrameSink sink)
    {
        var metrics = new PipelineMetrics(_services.GetRequiredService<IMeterFactory>(), _state);
        return new TrackingPipeline(
            new PipelineOptions(),
            new TrackingModel(tracking, TimeProvider.System),
            [sink],
            metrics,
            NullLogger<TrackingPipeline>.Instance
        );
    }

    private async Task WriteAsync(TrackingPipeline pipeline, string series, FrameLedger ledger, int t)
    {
        ledger.MarkInFlight(t);
        var volume = TestVolumes.Volume(_pool, TestVolumes.Header(series, t, Shape), seed: t);
        volume.AsSpan<ushort>()[0] = (ushort)(100 + t);
        await pipeline.Input.WriteAsync(new VolumeReady(volume, IsTracked: true));
    }

    /// <summary>Checks that cells, header and lent volume are of one time point.</summary>
    private sealed class OwnVolumeSink : IFrameSink
    {
        public List<string> Seen { get; } = [];

        public Dictionary<string, IReadOnlyDictionary<string, long>> Ledgers { get; } = [];

        public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
        {
            Seen.Add($"{header.Series} begins");
            return ValueTask.CompletedTask;
        }

        public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
        {
            var t = frame.Header.T;
            Assert.Equal(t, volume.Header.T);
            Assert.Equal(100 + t, volume.AsSpan<ushort>()[0]);
            Assert.Equal(100 + t, Assert.Single(frame.Cells).X);
            Assert.True(frame.Stamps.LinkedNs >= frame.Stamps.InferredNs && frame.Stamps.InferredNs > 0);
            Seen.Add($"{frame.Header.Series} {t} +{frame.TimeStep}");
            return ValueTask.CompletedTask;
        }

        public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
        {
            Seen.Add($"{summary.Series} {summary.Reason}");
            Ledgers[summary.Series] = summary.Ledger;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
