using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Web;

internal static partial class WebLog
{
    [LoggerMessage(801, LogLevel.Information, "Page in the browser at {Url}, bound to http://{Bound}")]
    public static partial void Listening(ILogger logger, string url, string bound);

    [LoggerMessage(802, LogLevel.Warning, "A browser was refused: {Why} ({From}). Further ones are only counted")]
    public static partial void Refused(ILogger logger, string why, string from);

    [LoggerMessage(803, LogLevel.Warning, "A request to the page failed")]
    public static partial void RequestFailed(ILogger logger, Exception problem);

    [LoggerMessage(804, LogLevel.Information, "A browser signed in from {From}")]
    public static partial void SignedIn(ILogger logger, string from);
}
