using Cellect.Data.Status;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Reporting;

internal static partial class TriggerLog
{
    [LoggerMessage(
        EventId = 601,
        Level = LogLevel.Information,
        Message = "Triggers: {Rules} rules, mode {Mode}; commands (arm, disarm, stop) on {Endpoint}"
    )]
    public static partial void Ready(ILogger logger, int rules, TriggerMode mode, string endpoint);

    [LoggerMessage(EventId = 602, Level = LogLevel.Information, Message = "Audit log of the triggers: {Path}")]
    public static partial void Audit(ILogger logger, string path);

    [LoggerMessage(EventId = 603, Level = LogLevel.Error, Message = "The audit log {Path} is not complete any more: {Why}; triggers go on")]
    public static partial void AuditLost(ILogger logger, string path, string why);

    [LoggerMessage(EventId = 604, Level = LogLevel.Information, Message = "Rule {Rule} fires at t={T} ({Mode}): {Key}")]
    public static partial void Fired(ILogger logger, string rule, int t, TriggerMode mode, string key);

    [LoggerMessage(EventId = 605, Level = LogLevel.Warning, Message = "Action {Key} is not sent: {Why}")]
    public static partial void NotSent(ILogger logger, string key, string why);

    [LoggerMessage(
        EventId = 606,
        Level = LogLevel.Warning,
        Message = "ARMED until {Until}: the rules steer the microscope (arming {Arming}); by {By}, {From}"
    )]
    public static partial void Armed(ILogger logger, string until, string arming, string from, string by);

    [LoggerMessage(EventId = 607, Level = LogLevel.Warning, Message = "Disarmed ({Reason}); the microscope: {Restored}; by {By}, {From}")]
    public static partial void Disarmed(ILogger logger, string reason, string restored, string from, string by);

    [LoggerMessage(EventId = 608, Level = LogLevel.Error, Message = "Not armed: {Why}")]
    public static partial void NotArmed(ILogger logger, string why);

    [LoggerMessage(EventId = 609, Level = LogLevel.Information, Message = "Rules read anew: {Rules} in force")]
    public static partial void Reloaded(ILogger logger, int rules);

    [LoggerMessage(
        EventId = 610,
        Level = LogLevel.Error,
        Message = "The changed rules are not used, the old ones stay in force: {Mistakes}"
    )]
    public static partial void NotReloaded(ILogger logger, string mistakes);

    [LoggerMessage(EventId = 611, Level = LogLevel.Error, Message = "The triggers have failed and are off; tracking goes on")]
    public static partial void Failed(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 612, Level = LogLevel.Error, Message = "The trigger worker met an unexpected fault and disarms")]
    public static partial void WorkerFault(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 613, Level = LogLevel.Warning, Message = "Command {Command} of {By}, {From}, is refused: {Why}")]
    public static partial void CommandRefused(ILogger logger, string command, string from, string by, string why);

    [LoggerMessage(
        EventId = 614,
        Level = LogLevel.Error,
        Message = "Adapter {Adapter} hangs: action {Action} has waited {Seconds:0} s for its answer; the other adapters go on"
    )]
    public static partial void AdapterHangs(ILogger logger, string adapter, string action, double seconds);

    [LoggerMessage(
        EventId = 615,
        Level = LogLevel.Warning,
        Message = "Volume t={T} of series {Series} says that it was exposed {Seconds:0} s away from its arrival: its time is not used"
    )]
    public static partial void ExposureClock(ILogger logger, string series, int t, double seconds);

    [LoggerMessage(
        EventId = 616,
        Level = LogLevel.Warning,
        Message = "A replayed recording comes (series {Series}, from t={T}) while {Adapters} is armed: nothing that it fires is sent there"
    )]
    public static partial void ReplayWhileArmed(ILogger logger, string series, int t, string adapters);

    [LoggerMessage(EventId = 617, Level = LogLevel.Information, Message = "The service answers to {Command}: {Answer}")]
    public static partial void CommandAnswered(ILogger logger, string command, string answer);

    [LoggerMessage(EventId = 618, Level = LogLevel.Error, Message = "Command {Command} was not carried out: {Why}")]
    public static partial void CommandFailed(ILogger logger, string command, string why);

    [LoggerMessage(EventId = 619, Level = LogLevel.Warning, Message = "Command {Command} to {Endpoint} was given up: a stop overtook it")]
    public static partial void CommandGivenUp(ILogger logger, string command, string endpoint);
}
