using System.Net;

namespace Cellect.Triggers.Settings;

/// <summary>The address of the command door, <c>tcp://ADDRESS:PORT</c>.</summary>
internal static class CommandEndpoint
{
    /// <summary>What is wrong with an address; null when nothing is.</summary>
    public static string? Mistake(string endpoint) =>
        TryParse(endpoint) is null
            ? $"'{endpoint}' is not tcp://ADDRESS:PORT with a port of 0 to 65535, such as tcp://127.0.0.1:5559"
            : null;

    /// <summary>What is wrong with an address to bind; null when nothing is.</summary>
    /// <param name="endpoint">The address.</param>
    /// <param name="tokenFile"><c>Triggers:CommandTokenFile</c>; empty: not set.</param>
    public static string? BindMistake(string endpoint, string tokenFile) =>
        Mistake(endpoint)
        ?? (
            tokenFile.Length == 0 && !IPAddress.IsLoopback(Parse(endpoint).Address)
                ? $"'{endpoint}' can be reached from other computers, and no token is set for them: name the file of a token in "
                    + "Triggers:CommandTokenFile and copy it to whoever may arm, or bind tcp://127.0.0.1:5559"
                : null
        );

    /// <summary>The address to bind or to connect to.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint Parse(string endpoint) => TryParse(endpoint) ?? throw new FormatException(Mistake(endpoint));

    private static IPEndPoint? TryParse(string endpoint)
    {
        const string scheme = "tcp://";
        return
            endpoint.StartsWith(scheme, StringComparison.Ordinal)
            && IPEndPoint.TryParse(endpoint[scheme.Length..], out var address)
            && endpoint.LastIndexOf(':') > scheme.Length
            ? address
            : null;
    }
}
