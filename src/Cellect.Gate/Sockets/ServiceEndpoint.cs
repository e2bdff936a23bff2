using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Cellect.Gate.Sockets;

/// <summary>Where a service publishes, as a user writes it.</summary>
internal static class ServiceEndpoint
{
    private const string Scheme = "tcp://";
    private const int UsualPort = 5556;

    /// <summary>The endpoint to connect to; <c>HOST</c> alone is the host's usual port.</summary>
    /// <exception cref="ValidationException">It is no endpoint.</exception>
    public static string Parse(string text) => Read(text) ?? throw new ValidationException(Wrong(text));

    /// <summary>What is wrong with an endpoint; null when it is one.</summary>
    public static string? Mistake(string text) => Read(text) is null ? Wrong(text) : null;

    private static string? Read(string text)
    {
        var rest = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..] : text;
        var colon = rest.LastIndexOf(':');
        var host = colon < 0 || rest.EndsWith(']') ? rest : rest[..colon];
        var port = UsualPort;
        var legal =
            host.Length > 0
            && !host.Contains('/')
            && !host.Contains('*')
            && host.All(c => !char.IsWhiteSpace(c))
            && (
                host.Length == rest.Length
                || (
                    int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    && port is > 0 and <= 65535
                )
            );
        return legal ? string.Create(CultureInfo.InvariantCulture, $"{Scheme}{host}:{port}") : null;
    }

    private static string Wrong(string text) =>
        $"'{text}' is not an endpoint; write tcp://HOST:PORT as the service's Publish:Endpoint has it, for example "
        + "tcp://192.168.1.20:5556";
}
