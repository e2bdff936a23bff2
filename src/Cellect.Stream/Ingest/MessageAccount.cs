using Cellect.Data.Pixels;

namespace Cellect.Stream.Ingest;

/// <summary>What became of each message: of use, refused, or lost on the way.</summary>
internal sealed class MessageAccount(IngestOptions options, IngestCounters counters, IngestLog log, IngestWatch watch)
{
    /// <summary>A message was of use.</summary>
    public void Useful()
    {
        counters.AddUseful();
        watch.Useful();
    }

    /// <summary>A message of the series has come; those before it that have not are lost.</summary>
    public void Follow(ActiveSeries series, ulong seq)
    {
        var lost = series.Sequence.See(seq);
        if (lost != 0)
            counters.AddLostMessages(lost);
        if (lost > 0)
            log.Gap(series.Name, lost, seq);
    }

    /// <summary>A message, or a volume of it, is of no use.</summary>
    /// <param name="active">The series that is being received; null: there is none.</param>
    /// <param name="fault">What is wrong.</param>
    public void Refuse(ActiveSeries? active, Malformed fault)
    {
        Count(fault);
        if (active is null || active.Name != fault.Series)
            return;
        // It came, though nothing could be made of it: not one of those that were lost.
        if (fault.Seq is { } seq)
            Follow(active, seq);
        if (fault.T is >= 0 and var t && t < options.Limits.MaxTimePoints && !active.IsFar(t))
            active.LedgerOf(fault.C ?? 0)?.MarkMalformed(t);
    }

    /// <summary>Counts and tells what is wrong, and no more.</summary>
    public void Count(Malformed fault)
    {
        counters.AddMalformed(fault.Reason);
        log.Malformed(fault);
        watch.Useless($"{fault.Reason.Name()}: {fault.Detail}");
    }
}
