using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Notifications;

internal static partial class NotificationLog
{
    [LoggerMessage(820, LogLevel.Information, "Told {Target}: {Event}")]
    public static partial void Sent(ILogger logger, string target, string @event);

    [LoggerMessage(821, LogLevel.Warning, "A message did not reach {Target}: {Why}")]
    public static partial void NotSent(ILogger logger, string target, string why);
}
