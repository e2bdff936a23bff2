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

/// <summary>A cell of the frame.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Generation">0 for the cells of the first frame; -1: unknown.</param>
/// <param name="Speed">Speed of its newest step, µm/min; NaN: it has made none.</param>
internal readonly record struct CellNews(int Track, int Generation, float Speed);
