namespace Cellect.Stream.Ingest;

/// <summary>Counts the messages of a series that are missing from its sequence numbers.</summary>
internal sealed class SequenceTracker
{
    // Numbers skipped not long ago, which may still come by another way; older gaps are losses for good.
    private const int Remembered = 1024;

    // A number so far ahead is believed when a second one agrees: one broken counter must not make a billion losses.
    private const ulong FarAhead = 1 << 16;
    private readonly SortedSet<ulong> _skipped = [];
    private const ulong LostAtOnce = 64;

    private ulong _next;
    private ulong? _doubted;

    /// <summary>True when the message with number 0 has come.</summary>
    public bool SawFirst { get; private set; }

    /// <summary>Whether a number is the next, or one after a few that were lost.</summary>
    public bool Follows(ulong seq) => seq >= _next && seq - _next <= LostAtOnce;

    /// <summary>Takes note of a number.</summary>
    /// <returns>How many more messages are missing than before: the width of a new gap, -1 when a gap fills, else 0.</returns>
    public long See(ulong seq)
    {
        SawFirst |= seq == 0;
        if (seq < _next)
            return _skipped.Remove(seq) ? -1 : 0;
        var gap = seq - _next;
        if (gap > FarAhead && _next > 0 && !Agrees(seq))
        {
            _doubted = seq;
            return 0;
        }

        _doubted = null;
        for (var n = gap > Remembered ? seq - Remembered : _next; n < seq; n++)
            _skipped.Add(n);
        while (_skipped.Count > Remembered)
            _skipped.Remove(_skipped.Min);
        _next = seq == ulong.MaxValue ? seq : seq + 1;
        return (long)Math.Min(gap, uint.MaxValue);
    }

    private bool Agrees(ulong seq) => _doubted is { } doubted && seq > doubted && seq - doubted <= FarAhead;
}
