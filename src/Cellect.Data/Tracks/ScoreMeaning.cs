using System.Globalization;

namespace Cellect.Data.Tracks;

/// <summary>What scores mean in a series that has settled in.</summary>
/// <param name="LeastScore">From which score on, as the network gives it, a cell may come from nowhere inside the volume.</param>
/// <param name="Slope">Factor on the log-odds of published scores; 1: as the weights have it.</param>
/// <param name="Offset">Added to them; 0: as the weights have it.</param>
internal sealed record ScoreMeaning(float LeastScore, double Slope, double Offset)
{
    // Steps that somebody would notice; it moves a little with every frame.
    private const double ScoreStep = 0.05,
        SlopeStep = 0.15,
        OffsetStep = 0.3;

    /// <summary>Whether it has moved by more than a little; true of none.</summary>
    public bool Differs(ScoreMeaning? other) =>
        other is null
        || Math.Abs(LeastScore - other.LeastScore) >= ScoreStep
        || Math.Abs(Slope - other.Slope) >= SlopeStep
        || Math.Abs(Offset - other.Offset) >= OffsetStep;

    /// <summary>For people.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"new cells from score {LeastScore:0.00} on; published scores: log-odds x{Slope:0.00} {Offset:+0.00;-0.00;+0.00}"
        );
}
