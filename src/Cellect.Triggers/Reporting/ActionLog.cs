using Cellect.Triggers.Actions;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Reporting;

internal static partial class ActionLog
{
    [LoggerMessage(EventId = 701, Level = LogLevel.Warning, Message = "Adapter {Adapter}: action {Key} ended as {Outcome}: {Detail}")]
    public static partial void NotDone(ILogger logger, string adapter, string key, ActionOutcome outcome, string detail);

    [LoggerMessage(EventId = 702, Level = LogLevel.Warning, Message = "Adapter {Adapter}: {Problem}. Further ones are only counted")]
    public static partial void BadReply(ILogger logger, string adapter, string problem);

    [LoggerMessage(EventId = 703, Level = LogLevel.Information, Message = "Watchdog {Process} watches arming {Arming}")]
    public static partial void Watching(ILogger logger, int process, string arming);

    [LoggerMessage(EventId = 704, Level = LogLevel.Error, Message = "The watchdog of arming {Arming} is lost: {Reason}")]
    public static partial void WatchdogLost(ILogger logger, string arming, string reason);
}
