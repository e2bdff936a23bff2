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
    /// <param name="duration">For how long.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Ends it sooner.</param>
    /// <exception cref="InvalidOperationException">The endpoint cannot be used.</exception>
    public static ProbeReport Run(string endpoint, SocketMode mode, TimeSpan duration, TimeProvider time, CancellationToken cancel)
    {
        var limits = new WireLimits();
        using var inlet = Open(endpoint, mode, limits);
        var (report, reader, parts, readings) = (new ProbeReport(), new MessageReader(limits), new SocketParts(inlet), new List<Reading>());
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration && !cancel.IsCancellationRequested)
        {
            if (!parts.TryBegin(Tick))
                continue;
            var fault = reader.Read(parts.First, parts, readings);
            report.Add(reader.Dialect, readings, fault, parts.Bytes);
            parts.End();
        }

        return report;
    }

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
            throw new InvalidOperationException(
                $"cannot listen at '{endpoint}' ({e.Message}); if the service runs there, it is what takes the "
                    + $"messages: end it, or let the "
                    + "sender publish and use --mode sub",
                e
            );
        }
    }
}
