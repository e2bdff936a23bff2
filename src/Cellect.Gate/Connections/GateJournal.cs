using System.Collections.Concurrent;
using Cellect.Gate.Protocol;
using Microsoft.Extensions.Logging;

namespace Cellect.Gate.Connections;

/// <summary>Connections that were closed or refused, by reason: all counted, the first of each told to the log.</summary>
/// <param name="logger">The log.</param>
/// <param name="door">What the socket is for, in the words of the settings.</param>
internal sealed partial class GateJournal(ILogger logger, string door)
{
    private readonly ConcurrentDictionary<string, long> _counts = new();

    /// <summary>How many of each reason; <see cref="ViolationReasons.Name"/>.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Note(ViolationReason reason, string address, string detail)
    {
        if (_counts.AddOrUpdate(reason.Name(), 1, (_, count) => count + 1) == 1)
            Closed(logger, address, door, reason.Name(), detail);
    }

    public void Fault(string address, Exception defect) => Failed(logger, address, door, defect);

    [LoggerMessage(502, LogLevel.Error, "Connection with {Address} ({Door}) ended by a defect of Cellect's")]
    private static partial void Failed(ILogger logger, string address, string door, Exception defect);

    [LoggerMessage(
        501,
        LogLevel.Warning,
        "Connection with {Address} ({Door}) closed, further ones for the same reason are only counted ({Reason}): {Detail}"
    )]
    private static partial void Closed(ILogger logger, string address, string door, string reason, string detail);
}
