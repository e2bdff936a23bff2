namespace Cellect.Data.Ledger;

/// <summary>The totals of a ledger at one moment; immutable.</summary>
/// <param name="Series">Name of the series.</param>
/// <param name="States">Time points by state; states without any are left out.</param>
/// <param name="Expected">Time points that the series has so far; always the sum of <paramref name="States"/>.</param>
public sealed record LedgerSnapshot(string Series, IReadOnlyDictionary<string, long> States, long Expected)
{
    /// <summary>Time points in <paramref name="state"/>.</summary>
    public long Of(string state) => States.GetValueOrDefault(state);
}
