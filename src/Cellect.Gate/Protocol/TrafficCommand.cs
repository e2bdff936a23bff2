namespace Cellect.Gate.Protocol;

/// <summary>What a peer may command once the handshake is done (RFC 37/ZMTP): heartbeats, and subscriptions where we publish.</summary>
internal static class TrafficCommand
{
    /// <summary>Largest body taken, bytes: a subscription of the longest topic.</summary>
    public const int MaxBytes = 10 + SubscriptionSet.MaxTopicBytes;

    private const int TimeToLive = 2;
    private const int MaxContext = 16;

    private static ReadOnlySpan<byte> Ping => "\x04PING"u8;

    private static ReadOnlySpan<byte> Subscribe => "\x09SUBSCRIBE"u8;

    private static ReadOnlySpan<byte> Cancel => "\x06CANCEL"u8;

    /// <summary>Does what a command says.</summary>
    /// <param name="body">The body of the command.</param>
    /// <param name="subscriptions">Those of the peer; null where we do not publish.</param>
    /// <returns>What is to be answered, as a whole frame; null: nothing.</returns>
    /// <exception cref="ProtocolViolation">It is none that may come here.</exception>
    public static byte[]? Obey(ReadOnlySpan<byte> body, SubscriptionSet? subscriptions)
    {
        if (body.StartsWith(Ping) && body.Length - Ping.Length is >= TimeToLive and <= TimeToLive + MaxContext)
            return Pong(body[(Ping.Length + TimeToLive)..]);
        if (body.StartsWith("\x04PONG"u8) && body.Length - Ping.Length <= MaxContext)
            return null;
        if (subscriptions is not null && body.StartsWith(Subscribe))
            subscriptions.Add(body[Subscribe.Length..]);
        else if (subscriptions is not null && body.StartsWith(Cancel))
            subscriptions.Remove(body[Cancel.Length..]);
        else
            throw new ProtocolViolation(ViolationReason.Command, $"a command of {body.Length} bytes that is not known or malformed");
        return null;
    }

    private static byte[] Pong(ReadOnlySpan<byte> context) =>
        [FrameHeader.CommandFlag, (byte)(5 + context.Length), .. "\x04PONG"u8, .. context];
}
