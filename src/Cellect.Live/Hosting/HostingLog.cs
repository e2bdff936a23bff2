using Microsoft.Extensions.Logging;

namespace Cellect.Live.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(20, LogLevel.Critical, "Tracking has failed and the program ends; what was recorded is complete up to the last frame")]
    public static partial void Faulted(ILogger logger, Exception exception);

    [LoggerMessage(21, LogLevel.Warning, "The shutdown time was over before every volume was tracked; the rest is given up")]
    public static partial void CutShort(ILogger logger);

    [LoggerMessage(22, LogLevel.Warning, "Nothing is recorded: set Record:Directory to keep tracks and masks")]
    public static partial void NothingRecorded(ILogger logger);
}
