using Cellect.Data.Exchange.Formats;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Logging;

internal static partial class Log
{
    [LoggerMessage(EventId = 401, Level = LogLevel.Information, Message = "Recording series {Series} to {Folder}")]
    public static partial void Recording(ILogger logger, string series, string folder);

    [LoggerMessage(
        EventId = 402,
        Level = LogLevel.Error,
        Message = "Recording stopped at t={T}; tracking goes on. Make '{Directory}' writable or free space there: "
            + "recording tries again every {RetrySeconds} s"
    )]
    public static partial void RecordingFailed(ILogger logger, Exception cause, int t, string directory, double retrySeconds);

    [LoggerMessage(
        EventId = 403,
        Level = LogLevel.Warning,
        Message = "Recording to {Folder} resumes; {FramesLost} frames of the series are not recorded"
    )]
    public static partial void RecordingResumed(ILogger logger, string folder, long framesLost);

    [LoggerMessage(
        EventId = 404,
        Level = LogLevel.Error,
        Message = "All {MaxLabel} labels of 16-bit masks are in use at t={T}; further tracks are in tracks.csv but not in 01_RES"
    )]
    public static partial void LabelsExhausted(ILogger logger, int maxLabel, int t);

    [LoggerMessage(
        EventId = 405,
        Level = LogLevel.Error,
        Message = "No masks are recorded: {Shape} voxels, masks hold at most {MaxVoxels}; tables are recorded"
    )]
    public static partial void MasksTooLarge(ILogger logger, string shape, int maxVoxels);

    [LoggerMessage(
        EventId = 406,
        Level = LogLevel.Warning,
        Message = "The recording in {Folder} had been cut short; its {Frames} whole frames are sound now"
    )]
    public static partial void Recovered(ILogger logger, string folder, int frames);

    [LoggerMessage(
        EventId = 407,
        Level = LogLevel.Warning,
        Message = "The recording in {Folder} had been cut short and could not be put in order; it is left as it is"
    )]
    public static partial void NotRecovered(ILogger logger, Exception cause, string folder);

    [LoggerMessage(
        EventId = 408,
        Level = LogLevel.Warning,
        Message = "session.json is in use and is written again in a few seconds; frames are recorded"
    )]
    public static partial void SessionNotWritten(ILogger logger, Exception cause);

    [LoggerMessage(
        EventId = 409,
        Level = LogLevel.Warning,
        Message = "The newest recording in {Directory} that was cut short cannot be gone on with; what comes is recorded by itself"
    )]
    public static partial void NotContinued(ILogger logger, Exception cause, string directory);

    [LoggerMessage(EventId = 410, Level = LogLevel.Information, Message = "The volumes of series {Series} go to {Folder}")]
    public static partial void RecordingVolumes(ILogger logger, string series, string folder);

    [LoggerMessage(
        EventId = 411,
        Level = LogLevel.Error,
        Message = "Volume t {T} c {C} of series {Series} is not recorded, further ones are only counted: {Why}"
    )]
    public static partial void VolumesLost(ILogger logger, string series, int t, int c, string why);

    [LoggerMessage(
        EventId = 412,
        Level = LogLevel.Error,
        Message = "Volumes cannot be written to {Directory}; tracking goes on, and writing is tried again every {Seconds} s"
    )]
    public static partial void VolumesFailed(ILogger logger, Exception cause, string directory, double seconds);

    [LoggerMessage(EventId = 413, Level = LogLevel.Error, Message = "{Rows} volumes that were lost could not be noted in volumes.csv")]
    public static partial void VolumeRowsLost(ILogger logger, Exception cause, int rows);

    [LoggerMessage(EventId = 414, Level = LogLevel.Information, Message = "The tracks are in {Path} as {Format}")]
    public static partial void Exported(ILogger logger, TrackFormat format, string path);

    [LoggerMessage(EventId = 415, Level = LogLevel.Error, Message = "The tracks could not be written to {Path} as {Format}: {Why}")]
    public static partial void ExportFailed(ILogger logger, TrackFormat format, string path, string why);
}
