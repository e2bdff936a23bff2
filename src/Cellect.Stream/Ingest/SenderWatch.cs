using NetMQ;
using NetMQ.Monitoring;

namespace Cellect.Stream.Ingest;

/// <summary>Knows when the last sender has gone. Events come on a thread of their own, perhaps after the first messages.</summary>
internal sealed class SenderWatch : IDisposable
{
    private readonly NetMQMonitor _monitor;
    private readonly NetMQPoller _poller = [];
    private int _senders;
    private int _left;

    public SenderWatch(NetMQSocket socket)
    {
        _monitor = new NetMQMonitor(
            socket,
            $"inproc://cellect-watch-{Guid.NewGuid():N}",
            SocketEvents.Accepted | SocketEvents.Connected | SocketEvents.Disconnected
        );
        _monitor.Accepted += (_, _) => Interlocked.Increment(ref _senders);
        _monitor.Connected += (_, _) => Interlocked.Increment(ref _senders);
        _monitor.Disconnected += (_, _) => Leave();
        // Listens before the socket is opened. NetMQMonitor.StartAsync listens only when its task runs, and what happens until then is not
        // told: a sender that was quick enough was never counted, and its going not noticed.
        _monitor.AttachToPoller(_poller);
        _poller.RunAsync("cellect-senders", isBackgroundThread: true);
    }

    /// <summary>True, once, when a sender has left since the last call and none is connected now.</summary>
    public bool TakeAllGone() => Volatile.Read(ref _senders) == 0 && Interlocked.Exchange(ref _left, 0) == 1;

    public void Dispose()
    {
        _poller.Stop();
        _monitor.DetachFromPoller();
        _monitor.Dispose();
        _poller.Dispose();
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _senders);
        Volatile.Write(ref _left, 1);
    }
}
