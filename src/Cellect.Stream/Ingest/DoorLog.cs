using Microsoft.Extensions.Logging;

namespace Cellect.Stream.Ingest;

internal static partial class DoorLog
{
    [LoggerMessage(20, LogLevel.Information, "Listening for volumes over plain TCP: {Endpoint}")]
    public static partial void Listening(ILogger logger, string endpoint);

    [LoggerMessage(21, LogLevel.Information, "A sender has connected over plain TCP: {Peer}")]
    public static partial void Connected(ILogger logger, string peer);

    [LoggerMessage(22, LogLevel.Information, "A sender over plain TCP has gone: {Peer}")]
    public static partial void Gone(ILogger logger, string peer);
}
