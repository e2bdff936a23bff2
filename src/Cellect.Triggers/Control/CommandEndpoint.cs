using System.Net;

namespace Cellect.Triggers.Control;

/// <summary>The address of the command socket, <c>tcp://127.0.0.1:PORT</c>: loopback alone, because whoever reaches it may arm.</summary>
internal static class CommandEndpoint
{
    /// <summary>What is wrong with an address; null when nothing is.</summary>
    public static string? Mistake(string endpoint) =>
        TryParse(endpoint) is null
            ? $"'{endpoint}' is not tcp://127.0.0.1:PORT with a port of 0 to 65535; commands are taken on the loopback alone"
            : null;

    /// <summary>The address to bind or to connect to.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint Parse(string endpoint) => TryParse(endpoint) ?? throw new FormatException(Mistake(endpoint));

    private static IPEndPoint? TryParse(string endpoint)
    {
        const string scheme = "tcp://";
        return
            endpoint.StartsWith(scheme, StringComparison.Ordinal)
            && IPEndPoint.TryParse(endpoint[scheme.Length..], out var address)
            && IPAddress.IsLoopback(address.Address)
            && endpoint.LastIndexOf(':') > scheme.Length
            ? address
            : null;
    }
}
