using System.Globalization;
using System.Net;

namespace Cellect.Triggers.Settings;

/// <summary>The address of the command door, <c>tcp://ADDRESS:PORT</c>.</summary>
internal static class CommandEndpoint
{
    private const string Scheme = "tcp://";

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

    /// <summary>What is wrong with an address to connect to, whose host may have a name; null when nothing is.</summary>
    public static string? ConnectMistake(string endpoint) =>
        TryHost(endpoint) is null ? $"'{endpoint}' is not tcp://HOST:PORT with a port of 1 to 65535, such as tcp://127.0.0.1:5559" : null;

    /// <summary>Host and port of an address to connect to.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static (string Host, int Port) HostOf(string endpoint) =>
        TryHost(endpoint) ?? throw new FormatException(ConnectMistake(endpoint));

    /// <summary>Whether an address to connect to is one of this computer's own.</summary>
    public static bool IsOfThisComputer(string endpoint) =>
        TryHost(endpoint) is var (host, _)
        && (host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>The address to bind or to connect to.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint Parse(string endpoint) => TryParse(endpoint) ?? throw new FormatException(Mistake(endpoint));

    private static IPEndPoint? TryParse(string endpoint) =>
        endpoint.StartsWith(Scheme, StringComparison.Ordinal)
        && IPEndPoint.TryParse(endpoint[Scheme.Length..], out var address)
        && endpoint.LastIndexOf(':') > Scheme.Length
            ? address
            : null;

    private static (string Host, int Port)? TryHost(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        if (!endpoint.StartsWith(Scheme, StringComparison.Ordinal) || colon <= Scheme.Length)
            return null;
        var host = endpoint[Scheme.Length..colon];
        if (host is ['[', .. var six, ']'])
            host = six;
        return
            Uri.CheckHostName(host) != UriHostNameType.Unknown
            && int.TryParse(endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65_535
            ? (host, port)
            : null;
    }
}
