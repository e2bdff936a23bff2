using Cellect.Model.Linking;

namespace Cellect.Model.Calibration;

/// <summary>
/// What a few words of people say of all probabilities of a kind: slope and offset on the log-odds (Platt), most probable under
/// a prior that holds them where they are, and bounded. Words on what is most in doubt mislead nobody: how probable a thing was is given
/// in the fit.
/// </summary>
internal static class VerdictFit
{
    /// <summary>Bounds of the slope.</summary>
    public const double LeastSlope = 0.5,
        MostSlope = 2;

    /// <summary>Bound of the offset to both sides: odds times or by seven.</summary>
    public const double MostOffset = 2;

    /// <summary>Standard deviations of the prior: a person's first words move little.</summary>
    /// <remarks>Twice as much was tried, and ten words then cost more than they brought (docs/notebook/clicks.md).</remarks>
    public const double SlopeDeviation = 0.25,
        OffsetDeviation = 0.5;

    private const int MostRounds = 30;
    private const double Settled = 1e-9;

    /// <summary>The map of a kind; where nobody said anything the identity.</summary>
    /// <param name="verdicts">All that is known of the kind; their order does not matter.</param>
    public static ProbabilityMap Of(IEnumerable<Verdict> verdicts)
    {
        // Sorted, so that the last bit does not depend on who spoke first.
        var said = verdicts
            .OrderBy(verdict => verdict.Probability)
            .ThenBy(verdict => verdict.Right)
            .Select(verdict => (X: ProbabilityMap.LogOdds(verdict.Probability), Y: verdict.Right ? 1.0 : 0.0))
            .ToArray();
        if (said.Length == 0)
            return ProbabilityMap.Identity;
        var (slope, offset) = (1.0, 0.0);
        for (var round = 0; round < MostRounds; round++)
        {
            var (stepSlope, stepOffset) = Step(said, slope, offset);
            (slope, offset) = (
                Math.Clamp(slope + stepSlope, LeastSlope, MostSlope),
                Math.Clamp(offset + stepOffset, -MostOffset, MostOffset)
            );
            if (Math.Abs(stepSlope) + Math.Abs(stepOffset) < Settled)
                break;
        }

        return new ProbabilityMap(slope, offset);
    }

    /// <summary>Newton's step; never longer than 1, for far from the answer it would overshoot.</summary>
    private static (double Slope, double Offset) Step((double X, double Y)[] said, double slope, double offset)
    {
        const double slopePrecision = 1 / (SlopeDeviation * SlopeDeviation),
            offsetPrecision = 1 / (OffsetDeviation * OffsetDeviation);
        var (gradientSlope, gradientOffset) = ((1 - slope) * slopePrecision, -offset * offsetPrecision);
        var (slopeSlope, offsetOffset, both) = (slopePrecision, offsetPrecision, 0.0);
        foreach (var (x, y) in said)
        {
            var p = 1 / (1 + Math.Exp(-(slope * x + offset)));
            var weight = p * (1 - p);
            gradientSlope += (y - p) * x;
            gradientOffset += y - p;
            slopeSlope += weight * x * x;
            offsetOffset += weight;
            both += weight * x;
        }

        var determinant = slopeSlope * offsetOffset - both * both;
        return (
            Math.Clamp((offsetOffset * gradientSlope - both * gradientOffset) / determinant, -1, 1),
            Math.Clamp((slopeSlope * gradientOffset - both * gradientSlope) / determinant, -1, 1)
        );
    }
}
