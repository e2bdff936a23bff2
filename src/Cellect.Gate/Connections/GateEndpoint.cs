using System.Globalization;
using System.Net;

namespace Cellect.Gate.Connections;

/// <summary>An address such as <c>tcp://127.0.0.1:5555</c>.</summary>
internal readonly record struct GateEndpoint(string Host, int Port)
{
    private const string Scheme = "tcp://";

    /// <summary>Reads an address; the host may be a name, an IPv4 address, an IPv6 address in brackets, or <c>*</c> for all.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static GateEndpoint Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || colon <= Scheme.Length)
            throw Wrong(text);
        var (host, port) = (text[Scheme.Length..colon], text[(colon + 1)..].TrimEnd('/'));
        if (port == "*")
            return new GateEndpoint(host, 0);
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new GateEndpoint(host, number)
            : throw Wrong(text);
    }

    /// <summary>The address to bind.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name is not known.</exception>
    public IPEndPoint ToBind() => new(Host == "*" ? IPAddress.Any : Addresses()[0], Port);

    /// <summary>The addresses to try one after the other.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name is not known.</exception>
    public IPAddress[] Addresses()
    {
        if (IPAddress.TryParse(Host.Trim('[', ']'), out var address))
            return [address];
        // IPv4 first, as ZeroMQ does.
        return [.. Dns.GetHostAddresses(Host).OrderBy(found => found.AddressFamily)];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme}{Host}:{Port}");

    private static FormatException Wrong(string text) =>
        new($"'{text}' is not tcp://ADDRESS:PORT with a port of 0 to 65535, for example tcp://127.0.0.1:5555");
}
