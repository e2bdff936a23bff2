namespace Cellect.Data.Ledger;

/// <summary>The totals of a ledger at one moment; immutable.</summary>
/// <param name="Series">Name of the series.</param>
/// <param name="States">Time points by state; states without any are left out.</param>
/// <param name="Expected">Time points that the series has so far; always the sum of <paramref name="States"/>.</param>
public sealed record LedgerSnapshot(string Series, IReadOnlyDictionary<string, long> States, long Expected)
{
    /// <summary>Time points in <paramref name="state"/>.</summary>
    public long Of(string state) => States.GetValueOrDefault(state);

    /// <summary>Several ledgers of one series together: each time point counts once for each.</summary>
    /// <param name="ledgers">At least one.</param>
    internal static LedgerSnapshot Sum(IReadOnlyList<LedgerSnapshot> ledgers)
    {
        if (ledgers is [var only])
            return only;
        var states = new Dictionary<string, long>();
        foreach (var (state, count) in ledgers.SelectMany(ledger => ledger.States))
            states[state] = states.GetValueOrDefault(state) + count;
        return new LedgerSnapshot(ledgers[0].Series, states.AsReadOnly(), ledgers.Sum(ledger => ledger.Expected));
    }
}
