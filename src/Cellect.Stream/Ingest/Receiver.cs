using System.Net.Sockets;
using System.Threading.Channels;
using Cellect.Data.Recordings;
using Cellect.Data.Sinks;
using Cellect.Data.Volumes;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Stream.Wire;
using Microsoft.Extensions.Logging;

namespace Cellect.Stream.Ingest;

/// <summary>
/// Receives volumes over ZeroMQ and writes them, with the beginnings and ends of their series, to one channel. One thread
/// of its own owns the socket. Bad messages are counted, logged once, and passed over.
/// </summary>
public sealed class Receiver : IDisposable
{
    // How often the clock is looked at while nothing comes, and while volumes wait for the pipeline.
    private static readonly TimeSpan IdleTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BehindTick = TimeSpan.FromMilliseconds(2);

    private readonly IngestOptions _options;
    private readonly VolumePool _pool;
    private readonly TimeProvider _time;
    private readonly IngestLog _log;
    private readonly IngestMemory _memory;
    private readonly GateJournal _journal;
    private readonly Inlet _inlet;
    private readonly IngestWatch _watch;
    private readonly ILogger _logger;
    private readonly TcpDoor? _door;
    private bool _fromDoor;

    /// <summary>Opens the socket; senders can connect from here on.</summary>
    /// <param name="options">Endpoint, limits and policies.</param>
    /// <param name="pool">Where the buffers of the volumes come from.</param>
    /// <param name="time">Clock of stamps and timeouts.</param>
    /// <param name="logger">Where trouble is told, once a series.</param>
    /// <exception cref="InvalidOperationException">The endpoint cannot be bound or connected.</exception>
    public Receiver(IngestOptions options, VolumePool pool, TimeProvider time, ILogger logger)
    {
        (_options, _pool, _time, _log, _logger) = (options, pool, time, new IngestLog(logger), logger);
        _memory = new IngestMemory(options, pool);
        _watch = new IngestWatch(options.Tracked());
        _journal = new GateJournal(logger, "Ingest:Endpoint");
        _inlet = Open();
        Endpoint = _inlet.Endpoint;
        _log.Listening(_options.Mode.ToString(), Endpoint);
        _log.Memory(_memory, options.Limits.MaxVolumeBytes);
        if (_options.TcpEndpoint.Length > 0)
            _door = OpenDoor();
    }

    /// <summary>The address that was bound or connected, with the real port where the options said 0.</summary>
    public string Endpoint { get; }

    /// <summary>Sees every volume before any is dropped; null: nobody.</summary>
    internal IVolumeTap? Tap { get; init; }

    /// <summary>What is given up while volumes come faster than they are tracked; null: nothing but volumes.</summary>
    internal Relief? Relief { get; init; }

    /// <summary>The recording of a series that a crash cut short: a sender that neither names its series nor counts goes on with it. Null:
    /// there is none.</summary>
    internal InterruptedRecording? Interrupted { get; init; }

    /// <summary>What a person at the microscope must know of the stream, a sentence each; empty when all is well. Any thread.</summary>
    internal IReadOnlyList<string> Alerts => _watch.Alerts;

    /// <summary>Where programs without ZeroMQ connect, with the real port; null when not asked for.</summary>
    internal string? TcpEndpoint => _door?.Endpoint;

    /// <summary>What has come in.</summary>
    public IngestCounters Counters { get; } = new();

    /// <summary>Connections that were closed for what their senders did, by reason (docs/security.md).</summary>
    public IReadOnlyDictionary<string, long> ClosedConnections => _journal.Counts;

    /// <summary>The same for the TCP door.</summary>
    internal IReadOnlyDictionary<string, long> ClosedDoorConnections => _door?.Closed ?? new Dictionary<string, long>();

    /// <summary>
    /// Receives until stopped. Then ends the series, waits for the channel to take what is left, and completes it, in case
    /// of a fault with the exception. Once only.
    /// </summary>
    /// <param name="writer">The way to the pipeline; bounded.</param>
    /// <param name="stop">Ends receiving.</param>
    /// <param name="abort">Ends the waiting for a full channel as well; volumes not yet taken are dropped.</param>
    public Task RunAsync(ChannelWriter<StreamEvent> writer, CancellationToken stop, CancellationToken abort = default)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(writer, stop, abort, done)) { Name = "cellect-receiver", IsBackground = true };
        thread.Start();
        return done.Task;
    }

    /// <summary>Closes the socket. After <see cref="RunAsync"/> has ended, or instead of it.</summary>
    public void Dispose()
    {
        _door?.Dispose();
        _inlet.Dispose();
    }

    private Inlet Open()
    {
        try
        {
            var gate = GateOf(_options.Limits, _memory.Messages);
            // The connections have a clock of their own: what is stamped and simulated does not concern them.
            return _options.Mode == SocketMode.PullBind
                ? Inlet.Pull(_options.Endpoint, gate, _options.HighWaterMark, _journal, TimeProvider.System)
                : Inlet.Subscribe(_options.Endpoint, [""], gate, _options.HighWaterMark, _journal, TimeProvider.System);
        }
        catch (Exception e) when (e is SocketException or FormatException)
        {
            throw new InvalidOperationException(
                $"cannot open '{_options.Endpoint}' for volumes ({e.Message}); end the program that uses it, or set "
                    + $"another Ingest:Endpoint",
                e
            );
        }
    }

    private TcpDoor OpenDoor()
    {
        try
        {
            var door = new TcpDoor(_options.TcpEndpoint, _options.Limits, _logger);
            DoorLog.Listening(_logger, door.Endpoint);
            return door;
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or FormatException)
        {
            _inlet.Dispose();
            throw new InvalidOperationException(
                $"cannot open '{_options.TcpEndpoint}' for volumes ({e.Message}); end the program that uses it, or set "
                    + "another Ingest:TcpEndpoint",
                e
            );
        }
    }

    /// <summary>What a socket for volumes grants its peers.</summary>
    internal static GateLimits GateOf(WireLimits limits, MemoryBudget? memory)
    {
        long part = Math.Max(limits.MaxVolumeBytes, limits.MaxHeaderBytes);
        return new GateLimits
        {
            MaxPartBytes = part,
            // Packed slices may be a little larger than what they hold.
            MaxMessageBytes = part + part / 64 + 2L * limits.MaxHeaderBytes,
            // The header, and a part for each slice.
            MaxParts = 1 + limits.MaxDimensionVoxels,
            Memory = memory,
        };
    }

    private void Run(ChannelWriter<StreamEvent> writer, CancellationToken stop, CancellationToken abort, TaskCompletionSource done)
    {
        Exception? fault = null;
        try
        {
            Receive(writer, stop, abort);
        }
        catch (Exception e)
        {
            fault = e;
        }

        Dispose();
        writer.TryComplete(fault);
        if (fault is null)
            done.SetResult();
        else
            done.SetException(fault);
    }

    private void Receive(ChannelWriter<StreamEvent> writer, CancellationToken stop, CancellationToken abort)
    {
        using var outlet = new EventOutlet(writer, _options, Counters, _log, abort) { Tap = Tap, Relief = Relief };
        using var intake = new Intake(_options, _pool, _memory, outlet, Counters, _log, _watch, _time) { Interrupted = Interrupted };
        var parts = new SocketParts(_inlet);
        while (!stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            var soon = outlet.IsBehind || _door?.IsInUse == true;
            if (parts.TryBegin(soon ? BehindTick : IdleTick))
                Take(intake, parts);
            else if (!TakeDoor(intake) && AreSendersGone())
                intake.SendersGone();
            intake.CheckTime();
            outlet.Look();
        }

        intake.Stop();
    }

    private bool AreSendersGone() => (_door?.TakeAllGone() == true && _fromDoor) || _inlet.TakeAllGone();

    private bool TakeDoor(Intake intake)
    {
        var any = false;
        while (_door is not null && _door.TryTake(out var message))
        {
            any = _fromDoor = true;
            message.Answer.TrySetResult(intake.TakeDoor(message));
            Counters.AddMessage(message.Header.Length + message.Pixels.Length);
        }

        return any;
    }

    private void Take(Intake intake, SocketParts parts)
    {
        _fromDoor = false;
        try
        {
            intake.Take(parts.First, parts);
            Counters.AddMessage(parts.Bytes);
        }
        finally
        {
            parts.End();
        }
    }
}
