using System.Globalization;
using System.Net;

namespace Cellect.Triggers.Control;

/// <summary>Which user of this computer holds the other end of a connection, as Linux tells in /proc/net/tcp.</summary>
internal static class PeerUser
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Name and number of the user, or <c>unknown</c>.</summary>
    /// <param name="peer">The other end.</param>
    public static string Of(IPEndPoint peer)
    {
        if (!OperatingSystem.IsLinux() || !IPAddress.IsLoopback(peer.Address))
            return "unknown";
        try
        {
            var port = string.Create(CultureInfo.InvariantCulture, $":{peer.Port:X4}");
            foreach (var table in Tables.Where(File.Exists))
            foreach (var line in File.ReadLines(table).Skip(1))
                if (
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var own, _, _, _, _, _, var user, ..]
                    && own.EndsWith(port, StringComparison.Ordinal)
                    && IsLoopback(own)
                )
                    return $"user {Name(user)}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A system that hides its table.
        }

        return "unknown";
    }

    // 127.x in IPv4's bytes, least first; IPv6's tables end mapped addresses the same way.
    private static bool IsLoopback(string own) =>
        own[..own.IndexOf(':')] is { } address
        && (address.EndsWith("7F", StringComparison.Ordinal) || address.EndsWith("01000000", StringComparison.Ordinal));

    private static string Name(string user)
    {
        var name = File.ReadLines("/etc/passwd").Select(l => l.Split(':')).FirstOrDefault(f => f.Length > 2 && f[2] == user)?[0];
        return name is null ? user : $"{name} ({user})";
    }
}
