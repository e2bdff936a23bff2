using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Reporting;

internal static partial class WatchdogLog
{
    [LoggerMessage(
        EventId = 721,
        Level = LogLevel.Information,
        Message = "Watching arming {Arming}: {Microscopes}; restores after {Seconds} s of silence"
    )]
    public static partial void Watching(ILogger logger, string arming, string microscopes, double seconds);

    [LoggerMessage(EventId = 722, Level = LogLevel.Warning, Message = "Arming {Arming}: putting the microscope back: {Reason}")]
    public static partial void Restoring(ILogger logger, string arming, string reason);

    [LoggerMessage(EventId = 723, Level = LogLevel.Warning, Message = "Microscope {Name} is not back yet: {Problem}")]
    public static partial void Again(ILogger logger, string name, string problem);

    [LoggerMessage(EventId = 724, Level = LogLevel.Warning, Message = "Microscope {Name} acknowledged but could not be read: {Problem}")]
    public static partial void NotRead(ILogger logger, string name, string problem);

    [LoggerMessage(EventId = 725, Level = LogLevel.Information, Message = "Arming {Arming}: {Result}")]
    public static partial void Ended(ILogger logger, string arming, string result);

    [LoggerMessage(EventId = 726, Level = LogLevel.Error, Message = "A record of an arming cannot be read and is passed over: {Damage}")]
    public static partial void RecordDamaged(ILogger logger, string damage);
}
