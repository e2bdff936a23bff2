using System.Globalization;

namespace Cellect.Data.Ledger;

/// <summary>The state of one time point.</summary>
/// <param name="T">Time point, from 0.</param>
/// <param name="State">
/// <c>in-flight</c>, <c>processed</c>, <c>dropped:REASON</c>, <c>missing</c>, <c>late</c> or <c>malformed</c>.
/// </param>
public readonly record struct LedgerEntry(int T, string State)
{
    /// <summary>One line of an append-only file, without line end: <c>T STATE</c>. The last line of a time point holds.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{T} {State}");

    /// <summary>Reads a line back.</summary>
    /// <returns>False for a line that a crash cut short, or that is none.</returns>
    public static bool TryParse(ReadOnlySpan<char> line, out LedgerEntry entry)
    {
        entry = default;
        var space = line.IndexOf(' ');
        if (space < 1 || !int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var t))
            return false;
        var state = line[(space + 1)..].ToString();
        if (!LedgerStates.IsState(state))
            return false;
        entry = new LedgerEntry(t, state);
        return true;
    }
}
