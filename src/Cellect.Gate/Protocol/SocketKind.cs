using System.Text;

namespace Cellect.Gate.Protocol;

/// <summary>The kinds of socket that the gate speaks for, and those that go with them (RFC 23/ZMTP, "Socket-Type").</summary>
internal enum SocketKind
{
    Pull,
    Push,
    Sub,
    Pub,
    XSub,
    XPub,
    Router,
    Dealer,
    Req,
    Rep,
}

/// <summary>Names and partners.</summary>
internal static class SocketKinds
{
    private static readonly Dictionary<string, SocketKind> Names = Enum.GetValues<SocketKind>().ToDictionary(Name);

    /// <summary>As in the property Socket-Type.</summary>
    public static string Name(this SocketKind kind) => kind.ToString().ToUpperInvariant();

    public static SocketKind? Find(ReadOnlySpan<byte> name) =>
        name.Length <= 6 && Names.TryGetValue(Encoding.Latin1.GetString(name), out var kind) ? kind : null;

    /// <summary>Whether a peer of that kind may speak with a socket of ours.</summary>
    public static bool GoesWith(this SocketKind ours, SocketKind theirs) =>
        ours switch
        {
            SocketKind.Pull => theirs is SocketKind.Push,
            SocketKind.Push => theirs is SocketKind.Pull,
            SocketKind.Sub or SocketKind.XSub => theirs is SocketKind.Pub or SocketKind.XPub,
            SocketKind.Pub or SocketKind.XPub => theirs is SocketKind.Sub or SocketKind.XSub,
            SocketKind.Router => theirs is SocketKind.Dealer or SocketKind.Req or SocketKind.Router,
            SocketKind.Dealer => theirs is SocketKind.Router or SocketKind.Rep or SocketKind.Dealer,
            SocketKind.Req => theirs is SocketKind.Router or SocketKind.Rep,
            SocketKind.Rep => theirs is SocketKind.Req or SocketKind.Dealer,
            _ => false,
        };
}
