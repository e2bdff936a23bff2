using System.Globalization;

namespace Cellect.Live.Publish;

/// <summary>Where previews go out.</summary>
internal static class PreviewEndpoint
{
    private const int PortsBeyond = 2;

    /// <summary>What the options say, or else the address of the tracks two ports further; a free port where theirs is free.</summary>
    public static string Of(PublishOptions options)
    {
        if (options.PreviewEndpoint.Length > 0)
            return options.PreviewEndpoint;
        var colon = options.Endpoint.LastIndexOf(':');
        var port = colon > 0 && int.TryParse(options.Endpoint.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var number) ? number : 0;
        return colon < 0
            ? options.Endpoint
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Endpoint[..colon]}:{(port == 0 || port + PortsBeyond > ushort.MaxValue ? 0 : port + PortsBeyond)}"
            );
    }

    /// <summary>The port of a bound endpoint, or 0.</summary>
    public static int PortOf(string? endpoint) =>
        endpoint is not null && int.TryParse(endpoint.AsSpan(endpoint.LastIndexOf(':') + 1), CultureInfo.InvariantCulture, out var port)
            ? port
            : 0;
}
