using Microsoft.Extensions.Logging;

namespace Cellect.Live.Learning;

/// <summary>Log lines of what is learned from people.</summary>
internal static partial class LearningLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Series '{Series}', volume {T}, {Population}: {Edits} edits of people count from here on: {Now}"
    )]
    public static partial void Learned(ILogger log, string series, int t, string population, int edits, string now);

    [LoggerMessage(2, LogLevel.Warning, "Series '{Series}': people's edits are not learned from: {Problem}")]
    public static partial void Failed(ILogger log, string series, string problem);

    [LoggerMessage(3, LogLevel.Warning, "Series '{Series}', volume {T}: this network does not learn from people's edits")]
    public static partial void Cannot(ILogger log, string series, int t);
}
