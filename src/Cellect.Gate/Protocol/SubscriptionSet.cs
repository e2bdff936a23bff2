namespace Cellect.Gate.Protocol;

/// <summary>What one peer has subscribed to. Written by its connection, read by who publishes.</summary>
internal sealed class SubscriptionSet
{
    /// <summary>Most subscriptions of one connection.</summary>
    public const int MaxCount = 128;

    /// <summary>Longest topic, bytes.</summary>
    public const int MaxTopicBytes = 256;

    // Replaced, never changed: a publisher reads it without a lock.
    private volatile byte[][] _topics = [];

    public bool IsEmpty => _topics.Length == 0;

    /// <summary>Whether messages of this topic are wanted: a subscription is the beginning of the topics it asks for.</summary>
    public bool Wants(ReadOnlySpan<byte> topic)
    {
        foreach (var beginning in _topics)
            if (topic.StartsWith(beginning))
                return true;
        return false;
    }

    /// <summary>Takes a message of ZMTP 3.0 from a subscriber: byte 1 or 0, then the topic.</summary>
    /// <exception cref="ProtocolViolation">It is no subscription, or beyond a limit.</exception>
    public void Take(ReadOnlySpan<byte> message)
    {
        if (message.Length == 0 || message[0] > 1)
            throw Bad("a subscriber sent a message that is no subscription");
        if (message[0] == 1)
            Add(message[1..]);
        else
            Remove(message[1..]);
    }

    /// <exception cref="ProtocolViolation">Beyond a limit.</exception>
    public void Add(ReadOnlySpan<byte> topic)
    {
        if (topic.Length > MaxTopicBytes)
            throw Bad($"a subscription of {topic.Length} bytes; at most {MaxTopicBytes}");
        var topics = _topics;
        if (Find(topics, topic) >= 0)
            return;
        if (topics.Length == MaxCount)
            throw Bad($"more than {MaxCount} subscriptions on one connection");
        _topics = [.. topics, topic.ToArray()];
    }

    public void Remove(ReadOnlySpan<byte> topic)
    {
        var topics = _topics;
        var at = Find(topics, topic);
        if (at >= 0)
            _topics = [.. topics[..at], .. topics[(at + 1)..]];
    }

    private static int Find(byte[][] topics, ReadOnlySpan<byte> topic)
    {
        for (var i = 0; i < topics.Length; i++)
            if (topic.SequenceEqual(topics[i]))
                return i;
        return -1;
    }

    private static ProtocolViolation Bad(string what) => new(ViolationReason.Subscription, what);
}
