using Cellect.Model.Linking;

namespace Cellect.Lab.Calibration;

/// <summary>Fits a <see cref="ProbabilityMap"/>: logistic regression on the log-odds, by Newton's method.</summary>
internal static class PlattFit
{
    private const int Rounds = 50;

    // So many predictions of each kind, right and wrong, at least: fewer say nothing of the slope.
    private const int Fewest = 20;

    // A weak pull towards the identity keeps the slope finite where right and wrong do not overlap.
    private const double Pull = 1;

    private const double LeastSlope = 0.05;

    /// <summary>The map under which the predictions are most likely; the identity where there are too few of a kind.</summary>
    public static ProbabilityMap Of(IReadOnlyList<(float Probability, bool Right)> predictions)
    {
        var right = predictions.Count(p => p.Right);
        if (right < Fewest || predictions.Count - right < Fewest)
            return ProbabilityMap.Identity;
        var (slope, offset) = (1.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (stepSlope, stepOffset) = Step(predictions, slope, offset);
            // Newton's step can leap where most predictions are certain.
            var length = Math.Max(1, Math.Max(Math.Abs(stepSlope), Math.Abs(stepOffset)));
            (slope, offset) = (Math.Max(LeastSlope, slope - stepSlope / length), offset - stepOffset / length);
            if (Math.Abs(stepSlope) + Math.Abs(stepOffset) < 1e-9)
                break;
        }

        return new ProbabilityMap(slope, offset);
    }

    private static (double Slope, double Offset) Step(
        IReadOnlyList<(float Probability, bool Right)> predictions,
        double slope,
        double offset
    )
    {
        double gradientSlope = Pull * (slope - 1),
            gradientOffset = Pull * offset,
            ss = Pull,
            so = 0,
            oo = Pull;
        foreach (var (probability, right) in predictions)
        {
            var x = ProbabilityMap.LogOdds(probability);
            var said = 1 / (1 + Math.Exp(-(slope * x + offset)));
            var (miss, weight) = (said - (right ? 1 : 0), said * (1 - said));
            gradientSlope += miss * x;
            gradientOffset += miss;
            ss += weight * x * x;
            so += weight * x;
            oo += weight;
        }

        var determinant = ss * oo - so * so;
        return ((oo * gradientSlope - so * gradientOffset) / determinant, (ss * gradientOffset - so * gradientSlope) / determinant);
    }
}
