using Microsoft.Extensions.Logging;

namespace Cellect.Live.Pipeline;

internal static partial class PipelineLog
{
    [LoggerMessage(1, LogLevel.Information, "Series '{Series}' begins: {Shape} voxels of {Voxel} µm")]
    public static partial void SeriesBegins(ILogger logger, string series, string shape, string voxel);

    [LoggerMessage(2, LogLevel.Information, "Series '{Series}' is over ({Reason}): {Totals}")]
    public static partial void SeriesOver(ILogger logger, string series, string reason, string totals);

    [LoggerMessage(3, LogLevel.Error, "Series '{Series}': volume {T} is {Shape} voxels, the series began with {First}; it and others like it are dropped. Begin a new series when the shape changes")]
    public static partial void ShapeChanged(ILogger logger, string series, int t, string shape, string first);

    [LoggerMessage(4, LogLevel.Warning, "Series '{Series}' ended without a volume")]
    public static partial void SeriesEmpty(ILogger logger, string series);
}
