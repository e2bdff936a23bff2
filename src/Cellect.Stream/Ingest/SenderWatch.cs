using NetMQ;
using NetMQ.Monitoring;

namespace Cellect.Stream.Ingest;

/// <summary>Knows when the last sender has gone. Events come on the monitor's own thread, perhaps after the first messages.</summary>
internal sealed class SenderWatch : IDisposable
{
    private readonly NetMQMonitor _monitor;
    private readonly Task _watching;
    private int _senders;
    private int _left;

    public SenderWatch(NetMQSocket socket)
    {
        _monitor = new NetMQMonitor(socket, $"inproc://cellect-watch-{Guid.NewGuid():N}", SocketEvents.Accepted | SocketEvents.Connected | SocketEvents.Disconnected);
        _monitor.Accepted += (_, _) => Interlocked.Increment(ref _senders);
        _monitor.Connected += (_, _) => Interlocked.Increment(ref _senders);
        _monitor.Disconnected += (_, _) => Leave();
        _watching = _monitor.StartAsync();
    }

    /// <summary>True, once, when a sender has left since the last call and none is connected now.</summary>
    public bool TakeAllGone() => Volatile.Read(ref _senders) == 0 && Interlocked.Exchange(ref _left, 0) == 1;

    public void Dispose()
    {
        _monitor.Stop();
        _watching.GetAwaiter().GetResult();
        _monitor.Dispose();
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _senders);
        Volatile.Write(ref _left, 1);
    }
}
