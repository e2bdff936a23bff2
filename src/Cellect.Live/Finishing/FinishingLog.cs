using Microsoft.Extensions.Logging;

namespace Cellect.Live.Finishing;

/// <summary>Log lines of what is known of tracks afterwards.</summary>
internal static partial class FinishingLog
{
    [LoggerMessage(1, LogLevel.Information, "Track {From}, which begins at {T}, continues track {Into} (probability {Probability:0.00})")]
    public static partial void Merged(ILogger log, int from, int t, int into, double probability);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Tracks come faster than they are looked at once more: {Frames} volumes were left out, it begins anew"
    )]
    public static partial void Behind(ILogger log, int frames);

    [LoggerMessage(3, LogLevel.Warning, "Merges are not told any more in this series: {Problem}")]
    public static partial void Failed(ILogger log, string problem);
}
