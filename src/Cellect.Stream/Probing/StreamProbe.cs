using Cellect.Stream.Ingest;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recognition;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Stream.Probing;

/// <summary>Listens to a sender in the service's place, or beside it, and says what it sends.</summary>
internal static class StreamProbe
{
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
        using NetMQSocket socket = mode == SocketMode.PullBind ? new PullSocket() : new SubscriberSocket();
        Open(socket, endpoint);
        var limits = new WireLimits();
        var (report, reader, parts, readings) = (
            new ProbeReport(),
            new MessageReader(limits),
            new SocketParts(socket),
            new List<Reading>()
        );
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration && !cancel.IsCancellationRequested)
        {
            if (!parts.TryBegin(Tick))
                continue;
            var fault = reader.Read(parts.First, parts, readings);
            parts.Skip();
            report.Add(reader.Dialect, readings, fault, parts.Bytes);
        }

        return report;
    }

    private static void Open(NetMQSocket socket, string endpoint)
    {
        try
        {
            if (socket is SubscriberSocket subscriber)
            {
                subscriber.SubscribeToAnyTopic();
                subscriber.Connect(endpoint);
            }
            else
            {
                socket.Bind(endpoint);
            }
        }
        catch (Exception e) when (e is NetMQException or ArgumentException or System.Net.Sockets.SocketException or FormatException)
        {
            throw new InvalidOperationException(
                $"cannot listen at '{endpoint}' ({e.Message}); if the service runs there, it is what takes the messages: end it, or let the "
                    + "sender publish and use --mode sub",
                e
            );
        }
    }
}
