using Microsoft.Extensions.Logging;

namespace Cellect.Live.Logging;

internal static partial class Log
{
    [LoggerMessage(
        EventId = 301,
        Level = LogLevel.Information,
        Message = "Publishing on {Endpoint}, control requests on {ControlEndpoint}"
    )]
    public static partial void Publishing(ILogger logger, string endpoint, string controlEndpoint);

    [LoggerMessage(EventId = 302, Level = LogLevel.Warning, Message = "Bad control request: {Error}. Further ones are only counted")]
    public static partial void BadControlRequest(ILogger logger, string error);

    [LoggerMessage(
        EventId = 303,
        Level = LogLevel.Error,
        Message = "Previews have failed and are no longer published; everything else goes on"
    )]
    public static partial void PreviewsFailed(ILogger logger, Exception problem);

    [LoggerMessage(EventId = 304, Level = LogLevel.Error, Message = "The publisher has failed")]
    public static partial void PublisherFailed(ILogger logger, Exception problem);
}
