using MessagePack;
using MessagePack.Resolvers;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Benchmarks.Peers;

/// <summary>A subscriber to everything that the service publishes.</summary>
internal sealed class Subscription : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly MessagePackSerializerOptions Plain = MessagePackSerializerOptions.Standard.WithResolver(
        PrimitiveObjectResolver.Instance
    );

    private readonly SubscriberSocket _socket = new();

    /// <summary>Connects and waits for the first message, a status: from then on nothing is missed.</summary>
    public Subscription(string endpoint)
    {
        _socket.Options.ReceiveHighWatermark = 0;
        _socket.SubscribeToAnyTopic();
        _socket.Connect(endpoint);
        Next();
    }

    /// <summary>The next message.</summary>
    public Dictionary<object, object> Next() =>
        TryNext(Timeout) ?? throw new TimeoutException($"nothing was published for {Timeout.TotalSeconds} s");

    /// <summary>The next message; null when none comes in time.</summary>
    public Dictionary<object, object>? TryNext(TimeSpan timeout)
    {
        List<byte[]>? frames = null;
        return _socket.TryReceiveMultipartBytes(timeout, ref frames!)
            ? (Dictionary<object, object>)MessagePackSerializer.Deserialize<object>(frames[1], Plain)
            : null;
    }

    public void Dispose() => _socket.Dispose();
}
