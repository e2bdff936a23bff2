using Cellect.Data.Ledger;
using Cellect.Data.Tracks;
using Cellect.Model;

namespace Cellect.Live.Pipeline;

/// <summary>What is known of one population of the series that is being tracked.</summary>
/// <param name="tracked">The population and its model.</param>
/// <param name="ledger">Its ledger.</param>
/// <param name="doubts">What is questionable about it.</param>
internal sealed class PopulationAccount(TrackedPopulation tracked, FrameLedger ledger, SeriesDoubts doubts)
{
    /// <summary>The population.</summary>
    public Population Population => tracked.Population;

    /// <summary>Its model.</summary>
    public TrackingModel Model => tracked.Model;

    /// <summary>Its ledger.</summary>
    public FrameLedger Ledger { get; } = ledger;

    /// <summary>The scale at which its network sees the series; null before the first volume.</summary>
    public SeenScale? Scale { get; set; }

    /// <summary>What scores mean in the series, as it was told last; null before the first volume.</summary>
    public ScoreMeaning? Meaning { get; set; }

    /// <summary>Volumes that showed nothing.</summary>
    public BlankVolumes Blanks { get; } = new();

    /// <summary>What is questionable about it.</summary>
    public SeriesDoubts Doubts { get; } = doubts;

    /// <summary>Time point of the newest tracked volume; -1 before the first.</summary>
    public int LastT { get; set; } = -1;
}
