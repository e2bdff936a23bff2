using System.Net;

namespace Cellect.Dashboard.Settings;

/// <summary>The address of the page, <c>http://ADDRESS:PORT</c>.</summary>
internal static class HttpEndpoint
{
    private const string Scheme = "http://";

    /// <summary>What is wrong with an address to bind; null when nothing is.</summary>
    public static string? Mistake(string endpoint) =>
        TryParse(endpoint) is null
            ? $"'{endpoint}' is not http://ADDRESS:PORT with a port of 0 to 65535, such as http://127.0.0.1:5560; http://0.0.0.0:5560 is "
                + "every address of this computer"
            : null;

    /// <summary>What is wrong with an address that browsers are to use; null when nothing is.</summary>
    public static string? UrlMistake(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? null
            : $"'{url}' is not http://HOST:PORT or https://HOST, without a path";

    /// <summary>The address to bind.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint Parse(string endpoint) => TryParse(endpoint) ?? throw new FormatException(Mistake(endpoint));

    private static IPEndPoint? TryParse(string endpoint)
    {
        if (!endpoint.StartsWith(Scheme, StringComparison.Ordinal) || endpoint.LastIndexOf(':') <= Scheme.Length)
            return null;
        var address = endpoint[Scheme.Length..].TrimEnd('/').Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        return IPEndPoint.TryParse(address, out var parsed) ? parsed : null;
    }
}
