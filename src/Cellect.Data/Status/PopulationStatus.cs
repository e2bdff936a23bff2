using Cellect.Data.Tracks;

namespace Cellect.Data.Status;

/// <summary>How one population of the current series is doing.</summary>
/// <param name="Population">The population.</param>
/// <param name="Ledger">Its time points by state.</param>
/// <param name="Scale">The scale at which its network sees the series; null before its first volume.</param>
internal sealed record PopulationStatus(Population Population, IReadOnlyDictionary<string, long> Ledger, SeenScale? Scale)
{
    /// <summary>What was learned from people of this population, for people; empty: nothing.</summary>
    public string Learned { get; init; } = "";
}
