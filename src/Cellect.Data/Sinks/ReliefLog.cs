using Microsoft.Extensions.Logging;

namespace Cellect.Data.Sinks;

internal static partial class ReliefLog
{
    [LoggerMessage(520, LogLevel.Warning, "{What}")]
    public static partial void Behind(ILogger logger, string what);

    [LoggerMessage(521, LogLevel.Information, "Volumes are tracked as fast as they come again; {Dropped} were dropped meanwhile")]
    public static partial void KeepsUp(ILogger logger, long dropped);
}
