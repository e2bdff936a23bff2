using Cellect.Stream.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Stream.Tests.Replay;

/// <summary>A plain NetMQ receiver on its own thread: PULL that binds port 0, or SUB that connects.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly NetMQSocket _socket;
    private readonly Action<Received>? _onMessage;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly WireDecoder _decoder = new(new WireLimits());

    /// <param name="open">Nothing is received before this completes.</param>
    /// <param name="onMessage">Called with each message on the receiver's thread.</param>
    /// <param name="subscribeTo">Where to subscribe; null binds a PULL socket.</param>
    public Receiver(Task? open = null, Action<Received>? onMessage = null, string? subscribeTo = null)
    {
        _onMessage = onMessage;
        _socket = subscribeTo is null ? new PullSocket() : new SubscriberSocket();
        _socket.Options.ReceiveHighWatermark = 1;
        // Small, so that a receiver that stands still is felt by the sender after a few megabytes.
        _socket.Options.ReceiveBuffer = 1 << 16;
        if (_socket is SubscriberSocket subscriber)
        {
            subscriber.Connect(subscribeTo!);
            subscriber.SubscribeToAnyTopic();
        }
        else
        {
            Endpoint = $"tcp://127.0.0.1:{_socket.BindRandomPort("tcp://127.0.0.1")}";
        }

        Messages = Task.Run(() => ReceiveAsync(open ?? Task.CompletedTask));
    }

    public string Endpoint { get; } = "";

    /// <summary>Everything up to the end message.</summary>
    public Task<List<Received>> Messages { get; }

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)Messages).AsyncWaitHandle.WaitOne();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task<List<Received>> ReceiveAsync(Task open)
    {
        await open.WaitAsync(_stop.Token);
        var received = new List<Received>();
        while (received.Count == 0 || received[^1].Message is not EndMessage)
        {
            _stop.Token.ThrowIfCancellationRequested();
            NetMQMessage? parts = null;
            if (!_socket.TryReceiveMultipartMessage(TimeSpan.FromMilliseconds(50), ref parts))
                continue;
            Assert.True(_decoder.TryDecode(parts[0].ToByteArray(), out var message, out var fault), fault?.Detail);
            received.Add(new Received(message, [.. parts.Skip(1).Select(part => part.ToByteArray())]));
            _onMessage?.Invoke(received[^1]);
        }

        return received;
    }
}
