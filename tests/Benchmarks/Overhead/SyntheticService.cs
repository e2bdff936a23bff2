using System.Diagnostics.Metrics;
using Cellect.Benchmarks.Cells;
using Cellect.Benchmarks.Peers;
using Cellect.Data.Status;
using Cellect.Data.Volumes;
using Cellect.Live.Pipeline;
using Cellect.Live.Publish;
using Cellect.Model;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Benchmarks.Overhead;

/// <summary>The service with everything real but the detector: receiver, pipeline, linker, tracker, publisher.</summary>
internal sealed class SyntheticService : IAsyncDisposable
{
    private const string AnyPort = "tcp://127.0.0.1:0";

    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StageClock _clock = new();
    private readonly SyntheticDetector _detector;
    private readonly TrackingModel _model;
    private readonly Receiver _receiver;
    private readonly Publisher _publisher;
    private readonly TrackingPipeline _pipeline;

    public SyntheticService(int volumes, int cells)
    {
        var specimen = new SyntheticCells(cells, seed: 1);
        _detector = new SyntheticDetector([.. Enumerable.Range(0, volumes).Select(_ => specimen.Next())]);
        var matcher = Matchers.Load();
        _model = new TrackingModel(new LiveTracking(_detector, matcher, new LinkerOptions()), TimeProvider.System);
        _receiver = new Receiver(new IngestOptions { Endpoint = AnyPort }, new VolumePool(), TimeProvider.System, NullLogger.Instance);
        _publisher = new Publisher(
            new PublishOptions { Endpoint = AnyPort, ControlEndpoint = AnyPort },
            TimeProvider.System,
            () => ServiceStatus.None,
            NullLogger<Publisher>.Instance
        );
        _pipeline = new TrackingPipeline(
            new PipelineOptions(),
            _model,
            [_publisher],
            new PipelineMetrics(_meters.GetRequiredService<IMeterFactory>(), new PipelineState()),
            NullLogger<TrackingPipeline>.Instance
        );
    }

    /// <summary>Runs while <paramref name="peer"/> sends and subscribes.</summary>
    /// <returns>What the peer saw, and for each volume the times inside.</returns>
    public async Task<(List<PeerLine> Seen, List<double> TrackMilliseconds, List<(long Entered, long Left)> Network)> RunAsync(
        Func<(string Ingest, string Publish), Task<List<PeerLine>>> peer
    )
    {
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(_pipeline.RunAsync(default), _receiver.RunAsync(_pipeline.Input, stop.Token));
        var seen = await peer((_receiver.Endpoint, _publisher.Endpoint));
        await stop.CancelAsync();
        await running;
        return (seen, _clock.TrackMilliseconds, _detector.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        _receiver.Dispose();
        await _publisher.DisposeAsync();
        _model.Dispose();
        _clock.Dispose();
        await _meters.DisposeAsync();
    }
}
