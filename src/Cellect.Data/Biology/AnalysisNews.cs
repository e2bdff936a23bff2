using Cellect.Data.Regions;

namespace Cellect.Data.Biology;

/// <summary>What the analysis says of a frame, for those who listen to topic <c>analysis</c>.</summary>
internal sealed record AnalysisNews
{
    /// <summary>Time point that was analysed.</summary>
    public required int T { get; init; }

    /// <summary>The same on the stream's clock, seconds since the first frame.</summary>
    public required double Seconds { get; init; }

    /// <summary>Channel whose tracks were analysed.</summary>
    public required int Channel { get; init; }

    /// <summary>The account of each part of the volume.</summary>
    public required IReadOnlyList<PartNews> Parts { get; init; }

    /// <summary>Cell cycles.</summary>
    public required CycleNews Cycle { get; init; }

    /// <summary>Tracks that have ended, so far.</summary>
    public required long TracksEnded { get; init; }

    /// <summary>Highly migratory tracks among them.</summary>
    public required long TracksMigratory { get; init; }

    /// <summary>The cells of the frame, in its order.</summary>
    public required IReadOnlyList<CellNews> Cells { get; init; }

    /// <summary>What turned out with the frame to have happened between populations; told with the last population of a time
    /// point.</summary>
    public IReadOnlyList<InteractionNews> Interactions { get; init; } = [];

    /// <summary>How the cells of populations stand to larger ones; likewise.</summary>
    public IReadOnlyList<StateNews> States { get; init; } = [];
}

/// <summary>The account of a part of the volume, and how well it closes.</summary>
/// <param name="Row">The account.</param>
/// <param name="Slope">Of growth corrected for flow over the expected divisions; null: nothing has divided.</param>
/// <param name="RSquared">Of that line, 0 to 1; null likewise.</param>
internal sealed record PartNews(ProliferationRow Row, double? Slope, double? RSquared);

/// <summary>Times from birth to division.</summary>
/// <param name="MedianSeconds">Kaplan-Meier median, s; null: fewer than half have divided.</param>
/// <param name="Divided">Cells that were seen to be born and to divide.</param>
/// <param name="Censored">Cells that were seen to be born and whose track ended otherwise.</param>
internal readonly record struct CycleNews(double? MedianSeconds, long Divided, long Censored);

/// <summary>An event between two cells.</summary>
/// <param name="T">Time point of the event.</param>
/// <param name="Event"><c>contact</c>, <c>parted</c>, <c>engulfed</c>, <c>released</c> or <c>lost</c>.</param>
/// <param name="Population">Channel of the smaller cell.</param>
/// <param name="Track">Its track.</param>
/// <param name="PartnerPopulation">Channel of the larger cell; -1: there is none.</param>
/// <param name="Partner">Its track; -1 likewise.</param>
/// <param name="Place">Where the smaller one was, µm.</param>
internal readonly record struct InteractionNews(
    int T,
    string Event,
    int Population,
    int Track,
    int PartnerPopulation,
    int Partner,
    Position Place
);

/// <summary>How the cells of a population stand to larger ones.</summary>
/// <param name="Population">Its channel.</param>
/// <param name="T">Time point.</param>
/// <param name="Free">Cells that touch none.</param>
/// <param name="Contact">Cells that touch one.</param>
/// <param name="Engulfed">Cells that one has taken.</param>
/// <param name="Lost">Tracks that have ended without a division, so far.</param>
internal readonly record struct StateNews(int Population, int T, int Free, int Contact, int Engulfed, long Lost);

/// <summary>A cell of the frame.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Generation">0 for the cells of the first frame; -1: unknown.</param>
/// <param name="Speed">Speed of its newest step, µm/min; NaN: it has made none.</param>
internal readonly record struct CellNews(int Track, int Generation, float Speed);
