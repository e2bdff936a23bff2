using Microsoft.Extensions.Logging;

namespace Cellect.Live.Logging;

internal static partial class Log
{
    [LoggerMessage(
        EventId = 421,
        Level = LogLevel.Error,
        Message = "The tables of the analysis in {Folder} have stopped; tracking goes on. cellect analyse makes them from the recording"
    )]
    public static partial void TablesStopped(ILogger logger, Exception cause, string folder);

    [LoggerMessage(
        EventId = 422,
        Level = LogLevel.Warning,
        Message = "'{File}' (Analysis:RegionsFile) cannot be read: only the whole volume's cells are counted"
    )]
    public static partial void RegionsNotRead(ILogger logger, Exception cause, string file);
}
