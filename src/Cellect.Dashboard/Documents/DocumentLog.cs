using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Documents;

internal static partial class DocumentLog
{
    [LoggerMessage(810, LogLevel.Error, "The page in the browser has failed and shows nothing new; everything else goes on")]
    public static partial void Failed(ILogger logger, Exception problem);
}
