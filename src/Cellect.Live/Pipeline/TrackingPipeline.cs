using System.Threading.Channels;
using Cellect.Data.Recordings;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Live.Learning;
using Cellect.Model;
using Cellect.Model.Tracks;
using Cellect.Stream.Ingest;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

/// <summary>
/// From volumes to sinks: one inference thread, one loop a sink, bounded channels between them. A full channel makes the stage before it
/// wait, back to ingest, which alone may drop.
/// </summary>
internal sealed class TrackingPipeline
{
    private readonly Channel<StreamEvent> _input;
    private readonly InferenceStage _inference;
    private readonly List<SinkLane> _lanes = [];
    private volatile bool _takesVolumes;

    /// <summary>A pipeline that tracks one channel, whichever that is.</summary>
    public TrackingPipeline(
        PipelineOptions options,
        TrackingModel model,
        IEnumerable<IFrameSink> sinks,
        PipelineMetrics metrics,
        ILogger<TrackingPipeline> log
    )
        : this(options, [new TrackedPopulation(Population.Unnamed(0, 0), model)], sinks, metrics, log) { }

    /// <param name="options">Depth of the channels.</param>
    /// <param name="populations">What is tracked, in the order in which frames are to come; models not owned.</param>
    /// <param name="sinks">Consumers of the tracked frames; not owned. Those that are an <see cref="IChannelViewer"/> see the other
    /// channels as well.</param>
    /// <param name="metrics">Instruments.</param>
    /// <param name="log">Beginnings and ends of series.</param>
    /// <param name="continuation">Which series goes on with a recording that a crash cut short; null: none does.</param>
    /// <param name="numbers">Where the models have their track ids from, where they share them.</param>
    /// <param name="learning">Learns from people; null: nobody does.</param>
    public TrackingPipeline(
        PipelineOptions options,
        IReadOnlyList<TrackedPopulation> populations,
        IEnumerable<IFrameSink> sinks,
        PipelineMetrics metrics,
        ILogger<TrackingPipeline> log,
        Continuation? continuation = null,
        TrackNumbers? numbers = null,
        SessionLearning? learning = null
    )
    {
        _input = Channel.CreateBounded<StreamEvent>(new BoundedChannelOptions(options.WaitingVolumes) { SingleReader = true });
        var writers = new List<ChannelWriter<PipelineItem>>();
        foreach (var sink in sinks)
        {
            var channel = Channel.CreateBounded<PipelineItem>(
                new BoundedChannelOptions(options.WaitingFrames) { SingleReader = true, SingleWriter = true }
            );
            writers.Add(channel.Writer);
            _lanes.Add(new SinkLane(sink, channel.Reader, metrics));
        }

        var resumption = new Resumption(continuation ?? new Continuation(null), numbers, metrics, log);
        _inference = new InferenceStage(
            populations,
            resumption,
            _input.Reader,
            writers,
            [.. sinks.OfType<IChannelViewer>()],
            metrics,
            log,
            learning
        );
    }

    /// <summary>False when the model has been at one volume for so long that it must hang. Any thread.</summary>
    public bool IsAlive => _inference.Progress.IsAlive;

    /// <summary>True while it runs and no stage has ended. Any thread.</summary>
    public bool TakesVolumes => _takesVolumes;

    /// <summary>Where ingest writes; it completes it, with its exception if it failed.</summary>
    public ChannelWriter<StreamEvent> Input => _input.Writer;

    /// <summary>Runs until the input is complete and every sink has what came of it. Once only.</summary>
    /// <param name="abort">Gives up what is under way.</param>
    /// <exception cref="Exception">The first fault of any stage; the others were cancelled.</exception>
    public async Task RunAsync(CancellationToken abort)
    {
        using var group = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var stages = new List<Task> { _inference.RunAsync(group.Token) };
        stages.AddRange(_lanes.Select(lane => lane.RunAsync(group.Token)));
        Task? faulted = null;
        _takesVolumes = true;
        while (stages.Count > 0)
        {
            var ended = await Task.WhenAny(stages).ConfigureAwait(false);
            stages.Remove(ended);
            _takesVolumes = false;
            if (ended.IsCompletedSuccessfully || faulted is not null)
                continue;
            faulted = ended;
            await group.CancelAsync().ConfigureAwait(false);
        }

        _input.Writer.TryComplete(faulted?.Exception);
        Drain();
        await (faulted ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>After a fault volumes may lie in any channel; the pipeline owns the channels, so it gives them back.</summary>
    private void Drain()
    {
        while (_input.Reader.TryRead(out var left))
            (left as VolumeReady)?.Volume.Dispose();
        foreach (var lane in _lanes)
            lane.Drain();
    }
}
