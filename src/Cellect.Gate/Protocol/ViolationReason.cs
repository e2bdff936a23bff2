namespace Cellect.Gate.Protocol;

/// <summary>Why a connection was closed, for counting. The name on reports is <see cref="ViolationReasons.Name"/>.</summary>
internal enum ViolationReason
{
    /// <summary>The peer speaks ZMTP 1 or 2, or something else altogether.</summary>
    OldProtocol,

    /// <summary>The greeting asks for another mechanism than NULL.</summary>
    Mechanism,

    /// <summary>The READY command is not what the protocol says.</summary>
    Handshake,

    /// <summary>The peer's socket does not go with ours.</summary>
    PeerType,

    /// <summary>A frame with flags that mean nothing, or a length beyond 63 bits.</summary>
    Frame,

    /// <summary>A command that is not known, malformed or out of place.</summary>
    Command,

    /// <summary>A part or a message is larger than this socket takes.</summary>
    TooLarge,

    /// <summary>A message has more parts than this socket takes.</summary>
    TooManyParts,

    /// <summary>A subscription is malformed, too long, or one too many.</summary>
    Subscription,

    /// <summary>The handshake or a message was begun and not finished in time.</summary>
    TooSlow,

    /// <summary>No memory for a message within the budget.</summary>
    NoMemory,

    /// <summary>The connection ended within a message.</summary>
    CutOff,

    /// <summary>One connection too many, in all or from one address.</summary>
    TooManyConnections,
}

/// <summary>Names of <see cref="ViolationReason"/> in counters and logs.</summary>
internal static class ViolationReasons
{
    public static string Name(this ViolationReason reason) =>
        reason switch
        {
            ViolationReason.OldProtocol => "old-protocol",
            ViolationReason.Mechanism => "mechanism",
            ViolationReason.Handshake => "handshake",
            ViolationReason.PeerType => "peer-type",
            ViolationReason.Frame => "frame",
            ViolationReason.Command => "command",
            ViolationReason.TooLarge => "too-large",
            ViolationReason.TooManyParts => "too-many-parts",
            ViolationReason.Subscription => "subscription",
            ViolationReason.TooSlow => "too-slow",
            ViolationReason.NoMemory => "no-memory",
            ViolationReason.CutOff => "cut-off",
            ViolationReason.TooManyConnections => "too-many-connections",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason of the gate"),
        };
}

/// <summary>A peer broke the protocol or a limit; its connection is closed.</summary>
internal sealed class ProtocolViolation(ViolationReason reason, string detail) : Exception(detail)
{
    public ViolationReason Reason => reason;
}
