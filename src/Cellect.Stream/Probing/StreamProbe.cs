using System.Net.Sockets;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Stream.Ingest;
using Cellect.Stream.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using MessageReader = Cellect.Stream.Wire.Recognition.MessageReader;

namespace Cellect.Stream.Probing;

/// <summary>Listens to a sender in the service's place, or beside it, and says what it sends.</summary>
internal static class StreamProbe
{
    private const int HighWaterMark = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>Listens.</summary>
    /// <param name="endpoint">Where to bind (pull) or connect (sub).</param>
    /// <param name="mode">PULL takes what a sender pushes, which the service then does not get; SUB listens beside it.</param>
    /// <param name="report">Takes note of what comes.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Ends it sooner.</param>
    /// <exception cref="InvalidOperationException">The endpoint cannot be used.</exception>
    public static void Run(
        string endpoint,
        SocketMode mode,
        ProbeReport report,
        TimeSpan duration,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var limits = new WireLimits();
        using var inlet = Open(endpoint, mode, limits);
        var (reader, parts, readings) = (new MessageReader(limits), new SocketParts(inlet), new List<Reading>());
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration && !cancel.IsCancellationRequested)
        {
            if (!parts.TryBegin(Tick))
                continue;
            var fault = reader.Read(parts.First, parts, readings);
            report.Add(reader.Dialect, readings, fault, parts.Bytes);
            parts.End();
        }
    }

    /// <summary>Listens in the place of the plain TCP door; senders are told that all is well.</summary>
    /// <param name="endpoint">Where to listen.</param>
    /// <param name="report">Takes note of what comes.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Ends it sooner.</param>
    /// <exception cref="InvalidOperationException">The endpoint cannot be used.</exception>
    public static void RunDoor(string endpoint, ProbeReport report, TimeSpan duration, TimeProvider time, CancellationToken cancel)
    {
        var limits = new WireLimits();
        using var door = OpenDoor(endpoint, limits);
        var (reader, readings) = (new MessageReader(limits), new List<Reading>());
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration && !cancel.IsCancellationRequested)
        {
            if (!door.TryTake(out var message))
            {
                cancel.WaitHandle.WaitOne(Tick);
                continue;
            }

            var isEnd = TcpDoor.IsEnd(message.Header);
            var fault = isEnd ? null : reader.Read(message.Header, new Part(message.Pixels), readings);
            report.Add("plain TCP", isEnd ? [] : readings, fault, message.Header.Length + message.Pixels.Length);
            message.Answer.TrySetResult(fault?.Detail);
        }
    }

    private static TcpDoor OpenDoor(string endpoint, WireLimits limits)
    {
        try
        {
            return new TcpDoor(endpoint, limits, NullLogger.Instance);
        }
        catch (Exception e) when (e is SocketException or FormatException)
        {
            throw Unusable(endpoint, e, "end it, or set another Ingest:TcpEndpoint");
        }
    }

    private static InvalidOperationException Unusable(string endpoint, Exception e, string remedy) =>
        new($"cannot listen at '{endpoint}' ({e.Message}); if the service runs there, it is what takes the messages: {remedy}", e);

    private static Inlet Open(string endpoint, SocketMode mode, WireLimits limits)
    {
        var gate = Receiver.GateOf(limits, null);
        var journal = new GateJournal(NullLogger.Instance, "probe");
        try
        {
            return mode == SocketMode.PullBind
                ? Inlet.Pull(endpoint, gate, HighWaterMark, journal, TimeProvider.System)
                : Inlet.Subscribe(endpoint, [""], gate, HighWaterMark, journal, TimeProvider.System);
        }
        catch (Exception e) when (e is SocketException or FormatException)
        {
            throw Unusable(endpoint, e, "end it, or let the sender publish and use --mode sub");
        }
    }
}
