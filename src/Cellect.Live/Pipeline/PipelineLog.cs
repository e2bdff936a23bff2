using Cellect.Data.Tracks;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

internal static partial class PipelineLog
{
    [LoggerMessage(1, LogLevel.Information, "Series '{Series}' begins: {Shape} voxels of {Voxel} µm")]
    public static partial void SeriesBegins(ILogger logger, string series, string shape, string voxel);

    [LoggerMessage(2, LogLevel.Information, "Series '{Series}' is over ({Reason}): {Totals}")]
    public static partial void SeriesOver(ILogger logger, string series, string reason, string totals);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Series '{Series}': volume {T} is {Shape} voxels, the series began with {First}; it and others like it are "
            + "dropped. Begin a new series when the shape changes"
    )]
    public static partial void ShapeChanged(ILogger logger, string series, int t, string shape, string first);

    [LoggerMessage(4, LogLevel.Warning, "Series '{Series}' ended without a volume")]
    public static partial void SeriesEmpty(ILogger logger, string series);

    [LoggerMessage(
        5,
        LogLevel.Error,
        "Series '{Series}': volume {T} has {Voxels} voxels, the limit is {Limit}; it and others like it are dropped. "
            + "Crop or bin the volumes"
    )]
    public static partial void TooLarge(ILogger logger, string series, int t, long voxels, long limit);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "Series '{Series}': the model failed on volume {T}, which is dropped; others like it will not be told"
    )]
    public static partial void TrackingFailed(ILogger logger, string series, int t, Exception exception);

    [LoggerMessage(
        8,
        LogLevel.Error,
        "Series '{Series}': volume {T} shows nothing ({Wrong}); it and others like it are dropped and count as volumes that did not come. "
            + "Look at shutter, light source and camera"
    )]
    public static partial void BlankVolume(ILogger logger, string series, int t, string wrong);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "Series '{Series}', volume {T}: everything has moved by {Z}, {Y}, {X} voxels (z, y, x) since the volume "
            + "before; the cells are linked "
            + "as if it had not"
    )]
    public static partial void ShiftTakenOut(ILogger logger, string series, int t, int z, int y, int x);

    [LoggerMessage(12, LogLevel.Warning, "Series '{Series}', volume {T}: dropped, time point {LastT} is recorded already")]
    public static partial void RecordedBefore(ILogger logger, string series, int t, int lastT);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "Series '{Series}', volume {T} of {Population}: dropped, it came when later time points of the other channels had been tracked; "
            + "send all channels of a time point before the next"
    )]
    public static partial void FellBehind(ILogger logger, string series, int t, string population);

    [LoggerMessage(11, LogLevel.Warning, "{What}")]
    public static partial void Interrupted(ILogger logger, string what);

    [LoggerMessage(14, LogLevel.Warning, "Series '{Series}': {What}")]
    public static partial void Doubted(ILogger logger, string series, string what);

    [LoggerMessage(13, LogLevel.Error, "Series '{Series}', volume {T}: {What}")]
    public static partial void CardFailed(ILogger logger, string series, int t, string what);

    [LoggerMessage(
        7,
        LogLevel.Information,
        "Series '{Series}', volume {T}: the network sees columns {Columns:0.##} times as wide as the source's, and "
            + "slices {Slices:0.##} times "
            + "as far apart ({Cells} cells)"
    )]
    public static partial void ScaleChosen(ILogger logger, string series, int t, float columns, float slices, int cells);

    [LoggerMessage(16, LogLevel.Information, "Series '{Series}', volume {T}: {Population} settles in: {Meaning}")]
    public static partial void SettledIn(ILogger logger, string series, int t, string population, ScoreMeaning meaning);
}
