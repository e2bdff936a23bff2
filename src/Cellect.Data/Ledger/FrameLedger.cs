namespace Cellect.Data.Ledger;

/// <summary>
/// What became of every time point of one series: each is in exactly one state, and the states add up to the time points
/// from 0 to the last one heard of. One byte a time point. Thread-safe.
/// </summary>
/// <param name="series">Name of the series.</param>
/// <param name="channel">The channel whose volumes are the time points.</param>
public sealed class FrameLedger(string series, int channel = 0)
{
    private const byte AwaitedCode = 0;
    private const byte InFlightCode = 1;
    private const byte ProcessedCode = 2;
    private const byte LateCode = 4;
    private const byte MalformedCode = 5;
    private const byte FirstDroppedCode = 6;

    private readonly Lock _gate = new();
    private readonly List<string> _names =
    [
        LedgerStates.Awaited,
        LedgerStates.InFlight,
        LedgerStates.Processed,
        LedgerStates.Missing,
        LedgerStates.Late,
        LedgerStates.Malformed,
    ];
    private readonly long[] _totals = new long[256];
    private byte[] _codes = new byte[256];
    private int _count;

    /// <summary>
    /// A time point has entered a state. Raised in the order of the changes, on the thread that made the change and under
    /// the ledger's lock: a handler appends the entry somewhere and returns; it must not call the ledger.
    /// </summary>
    public event Action<LedgerEntry>? Changed;

    /// <summary>Name of the series.</summary>
    public string Series { get; } = series;

    /// <summary>The channel whose volumes are the time points.</summary>
    public int Channel { get; } = channel;

    /// <summary>The volume is on its way through the pipeline. It may have been malformed before: a good copy followed.</summary>
    /// <exception cref="InvalidOperationException">The time point is in flight or has its final state.</exception>
    public void MarkInFlight(int t) => Move(t, InFlightCode, from => from is AwaitedCode or MalformedCode);

    /// <summary>The volume has been tracked and handed to every sink.</summary>
    /// <exception cref="InvalidOperationException">The time point is not in flight.</exception>
    public void MarkProcessed(int t) => Move(t, ProcessedCode, from => from == InFlightCode);

    /// <summary>The time point was processed before the service ended unexpectedly and came back.</summary>
    /// <remarks>Nothing changes where a volume of it is on its way again, or has been.</remarks>
    public void Recall(int t) => TryMove(t, ProcessedCode, from => from is AwaitedCode or LateCode or MalformedCode);

    /// <summary>The volume was thrown away.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="reason">One short word; there are few of them.</param>
    /// <exception cref="InvalidOperationException">The time point has its final state.</exception>
    public void MarkDropped(int t, string reason)
    {
        lock (_gate)
            Move(t, DroppedCode(reason), from => from is AwaitedCode or MalformedCode or InFlightCode);
    }

    /// <summary>The volume came too late to be used.</summary>
    /// <returns>False when the time point is accounted for already; nothing changes then.</returns>
    public bool MarkLate(int t) => TryMove(t, LateCode, from => from is AwaitedCode or MalformedCode);

    /// <summary>The volume came, and could not be read.</summary>
    /// <returns>False when the time point is accounted for already; nothing changes then.</returns>
    public bool MarkMalformed(int t) => TryMove(t, MalformedCode, from => from == AwaitedCode);

    /// <summary>The series has this time point, whether anything of it came or not.</summary>
    public void Expect(int lastT)
    {
        lock (_gate)
            GrowTo(lastT);
    }

    /// <summary>State of one time point.</summary>
    public string StateOf(int t)
    {
        lock (_gate)
            return t < _count ? _names[_codes[t]] : LedgerStates.Awaited;
    }

    /// <summary>Nothing more will come: what is awaited is missing. What is in flight stays so until the pipeline is done with
    /// it.</summary>
    public void Close() => MoveAll(AwaitedCode, () => (byte)_names.IndexOf(LedgerStates.Missing));

    /// <summary>Nobody works on the volumes in flight any more, as after a crash: they are dropped. Then closes.</summary>
    /// <param name="reason">One short word, for example <c>crash</c>.</param>
    public void Abandon(string reason)
    {
        MoveAll(InFlightCode, () => DroppedCode(reason));
        Close();
    }

    /// <summary>The totals now.</summary>
    public LedgerSnapshot Snapshot()
    {
        lock (_gate)
        {
            var states = new Dictionary<string, long>();
            for (var code = 0; code < _names.Count; code++)
                if (_totals[code] > 0)
                    states[_names[code]] = _totals[code];
            return new LedgerSnapshot(Series, states.AsReadOnly(), _count);
        }
    }

    /// <summary>A ledger as its recorded changes left it.</summary>
    /// <param name="series">Name of the series.</param>
    /// <param name="entries">Every change in the order in which it was raised.</param>
    public static FrameLedger Restore(string series, IEnumerable<LedgerEntry> entries)
    {
        var ledger = new FrameLedger(series);
        foreach (var entry in entries)
            ledger.Move(entry.T, ledger.Code(entry.State), _ => true);
        return ledger;
    }

    private void Move(int t, byte to, Func<byte, bool> allowed)
    {
        if (!TryMove(t, to, allowed))
            throw new InvalidOperationException(
                $"time point {t} of series '{Series}' is {StateOf(t)} and cannot become {_names[to]}: each volume is accounted for once"
            );
    }

    private bool TryMove(int t, byte to, Func<byte, bool> allowed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        lock (_gate)
        {
            GrowTo(t);
            if (!allowed(_codes[t]))
                return false;
            Set(t, to);
            return true;
        }
    }

    private void MoveAll(byte from, Func<byte> to)
    {
        lock (_gate)
            for (var t = 0; t < _count && _totals[from] > 0; t++)
                if (_codes[t] == from)
                    Set(t, to());
    }

    private void Set(int t, byte to)
    {
        _totals[_codes[t]]--;
        _codes[t] = to;
        _totals[to]++;
        Changed?.Invoke(new LedgerEntry(t, _names[to]));
    }

    private void GrowTo(int t)
    {
        if (t < _count)
            return;
        if (t >= _codes.Length)
            Array.Resize(ref _codes, (int)Math.Min(Math.Max(2L * _codes.Length, t + 1L), Array.MaxLength));
        _totals[AwaitedCode] += t + 1 - _count;
        _count = t + 1;
    }

    private byte Code(string state)
    {
        if (state.StartsWith(LedgerStates.DroppedPrefix, StringComparison.Ordinal))
            return DroppedCode(state[LedgerStates.DroppedPrefix.Length..]);
        var code = _names.IndexOf(state);
        return code >= 0 ? (byte)code : throw new ArgumentException($"'{state}' is not a state of a time point", nameof(state));
    }

    private byte DroppedCode(string reason)
    {
        lock (_gate)
        {
            var name = LedgerStates.DroppedPrefix + reason;
            var code = _names.IndexOf(name, FirstDroppedCode);
            if (code >= 0)
                return (byte)code;
            if (_names.Count == _totals.Length)
                throw new ArgumentException(
                    $"'{reason}' is the {_totals.Length - FirstDroppedCode + 1}th reason; a reason names a kind of loss, not a case",
                    nameof(reason)
                );
            _names.Add(name);
            return (byte)(_names.Count - 1);
        }
    }
}
