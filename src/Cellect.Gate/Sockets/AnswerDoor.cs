using Cellect.Gate.Connections;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Sockets;

/// <summary>
/// A ROUTER socket that binds and answers. Of each connection one request is worked on at a time; the next is not read before its answer
/// is on its way, so that a client which does not read its answers waits for itself.
/// </summary>
internal sealed class AnswerDoor : IPeerOwner, IDisposable
{
    private readonly Func<string, IReadOnlyList<byte[]>, CancellationToken, Task<IReadOnlyList<byte[]>>> _answer;
    private readonly Door _door;

    /// <summary>Binds; requests can come from here on.</summary>
    /// <param name="endpoint">Where; port 0 takes a free one.</param>
    /// <param name="maxRequestBytes">Largest request; what is larger ends its connection.</param>
    /// <param name="maxParts">Most parts of a request.</param>
    /// <param name="answer">From the address of a peer and the parts of its request to those of the answer; called on any thread, several
    /// at once.</param>
    /// <param name="journal">Told of connections that were closed.</param>
    /// <param name="time">Clock of the limits.</param>
    /// <exception cref="FormatException">The endpoint is none.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be bound.</exception>
    public AnswerDoor(
        string endpoint,
        int maxRequestBytes,
        int maxParts,
        Func<string, IReadOnlyList<byte[]>, CancellationToken, Task<IReadOnlyList<byte[]>>> answer,
        GateJournal journal,
        TimeProvider time
    )
    {
        _answer = answer;
        var limits = new GateLimits
        {
            MaxPartBytes = maxRequestBytes,
            MaxMessageBytes = maxRequestBytes,
            MaxParts = maxParts,
            QueuedOut = 2,
        };
        _door = new Door(endpoint, SocketKind.Router, limits, this, journal, time);
    }

    /// <summary>Where it is bound, with the true port.</summary>
    public string Endpoint => _door.Endpoint;

    /// <inheritdoc/>
    bool IPeerOwner.IsBehind => false;

    /// <summary>Sends the answers that wait, for at most so long.</summary>
    public Task FlushAsync(TimeSpan timeout) => Task.WhenAll(_door.Peers.Select(peer => peer.FlushAsync(timeout)));

    public void Dispose() => _door.Dispose();

    void IPeerOwner.Opened(Peer peer) { }

    void IPeerOwner.Subscribed(Peer peer) { }

    async ValueTask IPeerOwner.ReceivedAsync(Peer peer, IncomingMessage message, CancellationToken closed)
    {
        byte[][] parts;
        using (message)
            parts = [.. Enumerable.Range(0, message.Count).Select(i => message[i].ToArray())];
        var answer = await _answer(peer.Address, parts, closed);
        await peer.SendAsync(WireForm.Of([.. answer.Select(part => (ReadOnlyMemory<byte>)part)]), closed);
    }

    void IPeerOwner.Closed(Peer peer) { }
}
