using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Viewing;

/// <summary>Everything that a viewer logs.</summary>
internal static partial class ViewingLog
{
    [LoggerMessage(1700, LogLevel.Information, "Connected to {Endpoint}")]
    public static partial void Connected(ILogger log, string endpoint);

    [LoggerMessage(1701, LogLevel.Warning, "Nothing is heard from {Endpoint}; the viewer waits and joins again when it is back")]
    public static partial void Disconnected(ILogger log, string endpoint);

    [LoggerMessage(1702, LogLevel.Warning, "A message cannot be read, further ones are passed over silently: {Problem}")]
    public static partial void Unreadable(ILogger log, string problem);

    [LoggerMessage(1703, LogLevel.Information, "{Words}")]
    public static partial void Waits(ILogger log, string words);
}
