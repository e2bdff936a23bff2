using Cellect.Stream.Sources;

namespace Cellect.Replay.Microscope;

/// <summary>The microscope of one replay: its socket, its settings and what the stream shows of them.</summary>
internal sealed class RehearsedMicroscope : IDisposable
{
    // A service that puts its settings back at the end of the series does so within this time, one that is behind when its work is
    // done.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5),
        LongFarewell = TimeSpan.FromSeconds(60),
        Look = TimeSpan.FromSeconds(1);

    private readonly SimulatedMicroscope _microscope;
    private readonly MicroscopeServer _server;
    private readonly TimeProvider _time;

    /// <summary>Begins to answer.</summary>
    /// <exception cref="NetMQ.NetMQException">The endpoint cannot be bound.</exception>
    public RehearsedMicroscope(
        string endpoint,
        double faults,
        IVolumeSource source,
        TimeSpan interval,
        TimeProvider time,
        IReplayDisplay display
    )
    {
        _time = time;
        (_microscope, Stage) = MicroscopeStage.For(source, interval, display.Say, time);
        _server = new MicroscopeServer(endpoint, _microscope, new AnswerFaults(faults), time);
        display.Say($"microscope answers at {_server.Endpoint}");
    }

    /// <summary>When the next volume is due, and how it looks.</summary>
    public MicroscopeStage Stage { get; }

    /// <summary>Goes on answering after the last volume until nobody has asked for some seconds; for a minute while it is not put
    /// back.</summary>
    public async Task StayUntilQuietAsync(CancellationToken cancel)
    {
        var asked = _time.GetTimestamp();
        while (!cancel.IsCancellationRequested && Quiet(asked) < (_microscope.IsAsAtStart ? Farewell : LongFarewell))
            await Task.Delay(Look, _time, cancel)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private TimeSpan Quiet(long since) => _time.GetElapsedTime(since) is var waited && waited < _server.Quiet ? waited : _server.Quiet;

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();
}
