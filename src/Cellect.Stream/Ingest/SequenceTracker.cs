namespace Cellect.Stream.Ingest;

/// <summary>Counts the messages of a series that are missing from its sequence numbers.</summary>
internal sealed class SequenceTracker
{
    // Numbers skipped not long ago, which may still come by another way; older gaps are losses for good.
    private const int Remembered = 1024;
    private readonly SortedSet<ulong> _skipped = [];
    private ulong _next;

    /// <summary>True when the message with number 0 has come.</summary>
    public bool SawFirst { get; private set; }

    /// <summary>Takes note of a number.</summary>
    /// <returns>How many more messages are missing than before: the width of a new gap, -1 when a gap fills, else 0.</returns>
    public long See(ulong seq)
    {
        SawFirst |= seq == 0;
        if (seq < _next)
            return _skipped.Remove(seq) ? -1 : 0;
        var gap = seq - _next;
        for (var n = gap > Remembered ? seq - Remembered : _next; n < seq; n++)
            _skipped.Add(n);
        while (_skipped.Count > Remembered)
            _skipped.Remove(_skipped.Min);
        _next = seq == ulong.MaxValue ? seq : seq + 1;
        return (long)Math.Min(gap, uint.MaxValue);
    }
}
