namespace Cellect.Gate.Connections;

/// <summary>What a socket does with its peers. Called on the threads of the connections, several at once.</summary>
internal interface IPeerOwner
{
    /// <summary>Messages wait to be taken: whoever waits for memory waits for us, not for another peer.</summary>
    bool IsBehind { get; }

    /// <summary>A peer has finished its handshake.</summary>
    void Opened(Peer peer);

    /// <summary>A peer's subscriptions have changed.</summary>
    void Subscribed(Peer peer);

    /// <summary>A whole message has come, the owner's from here. Nothing more is read from the peer until this is done.</summary>
    ValueTask ReceivedAsync(Peer peer, IncomingMessage message, CancellationToken closed);

    /// <summary>A peer that was opened has gone.</summary>
    void Closed(Peer peer);
}
