namespace Cellect.Data.Pixels;

/// <summary>Why a message cannot be used, with as much of its identity as could be read.</summary>
/// <param name="Reason">The kind of fault, for counting.</param>
/// <param name="Detail">The value, the limit and the remedy, for a log or a sender's author.</param>
/// <param name="Series">The series that the message names, when that much was readable.</param>
/// <param name="T">The time point that the message names, when that much was readable.</param>
/// <param name="C">The channel that the message names, when that much was readable.</param>
/// <param name="Seq">The message's number, when that much was readable.</param>
public sealed record Malformed(
    MalformedReason Reason,
    string Detail,
    string? Series = null,
    int? T = null,
    int? C = null,
    ulong? Seq = null
);
