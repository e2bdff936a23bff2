using Cellect.Model.Linking;

namespace Cellect.Model.Calibration;

/// <summary>
/// What a few words of people say of all probabilities of a kind: slope and offset on the log-odds (Platt) and, where the evidence is known,
/// a small weight for each value of it. The most probable ones under a normal prior that holds all as they are; bounded. That people look at
/// what is most in doubt misleads nobody: how probable a thing was is given in the fit.
/// </summary>
internal static class VerdictFit
{
    /// <summary>Bounds of the slope.</summary>
    public const double LeastSlope = 0.5,
        MostSlope = 2;

    /// <summary>Bound of the offset to both sides: odds times or by seven.</summary>
    public const double MostOffset = 2;

    // Standard deviations of the prior: a person's first words move little. Any from 0.1 to 0.5 for the weights does alike on a real embryo
    // (docs/notebook/clicks.md).
    private const double SlopeDeviation = 0.35,
        OffsetDeviation = 1,
        WeightDeviation = 0.2;

    // What is the same wherever somebody spoke tells nothing.
    private const double LeastSpread = 1e-3;
    private const int MostRounds = 50;
    private const double Settled = 1e-9;

    /// <summary>The map of a kind; where nobody said anything the identity.</summary>
    /// <param name="verdicts">All that is known of the kind; their order does not matter.</param>
    public static SaidMap Of(IEnumerable<Verdict> verdicts)
    {
        // Sorted, so that the last bit does not depend on who spoke first.
        var said = verdicts
            .OrderBy(verdict => verdict.Probability)
            .ThenBy(verdict => verdict.Right)
            .ThenBy(verdict => verdict.Evidence.Length > 0 ? verdict.Evidence[0] : 0)
            .ToArray();
        if (said.Length == 0)
            return SaidMap.Identity;
        var length = said.Max(verdict => verdict.Evidence.Length);
        var (mean, spread) = Usual(said, length);
        var rows = said.Select(verdict => Row(verdict, mean, spread)).ToArray();
        var prior = Prior(length);
        var at = new double[length + 2];
        at[0] = 1;
        for (var round = 0; round < MostRounds; round++)
        {
            var step = Step(rows, said, at, prior);
            // Never far at once: from far away Newton's steps overshoot.
            var longest = Math.Max(1, step.Max(Math.Abs));
            for (var i = 0; i < at.Length; i++)
                at[i] += step[i] / longest;
            at[0] = Math.Clamp(at[0], LeastSlope, MostSlope);
            at[1] = Math.Clamp(at[1], -MostOffset, MostOffset);
            if (step.Max(Math.Abs) < Settled)
                break;
        }

        var weights = new double[length];
        for (var i = 0; i < length; i++)
            weights[i] = spread[i] > 0 ? at[i + 2] / spread[i] : 0;
        return new SaidMap(new ProbabilityMap(at[0], at[1]), mean, weights);
    }

    /// <summary>Mean and spread of each value where somebody spoke; a spread of 0: it tells nothing.</summary>
    private static (double[] Mean, double[] Spread) Usual(Verdict[] said, int length)
    {
        var known = said.Where(verdict => verdict.Evidence.Length == length).ToArray();
        var (mean, spread) = (new double[length], new double[length]);
        for (var i = 0; i < length; i++)
        {
            mean[i] = known.Average(verdict => (double)verdict.Evidence[i]);
            spread[i] = Math.Sqrt(known.Average(verdict => Math.Pow(verdict.Evidence[i] - mean[i], 2)));
            if (spread[i] < LeastSpread)
                spread[i] = 0;
        }

        return (mean, spread);
    }

    private static double[] Row(Verdict verdict, double[] mean, double[] spread)
    {
        var row = new double[mean.Length + 2];
        (row[0], row[1]) = (ProbabilityMap.LogOdds(verdict.Probability), 1);
        for (var i = 0; i < mean.Length && verdict.Evidence.Length == mean.Length; i++)
            row[i + 2] = spread[i] > 0 ? (verdict.Evidence[i] - mean[i]) / spread[i] : 0;
        return row;
    }

    private static double[] Prior(int length)
    {
        var precision = new double[length + 2];
        Array.Fill(precision, 1 / (WeightDeviation * WeightDeviation));
        (precision[0], precision[1]) = (1 / (SlopeDeviation * SlopeDeviation), 1 / (OffsetDeviation * OffsetDeviation));
        return precision;
    }

    /// <summary>Newton's step.</summary>
    private static double[] Step(double[][] rows, Verdict[] said, double[] at, double[] precision)
    {
        var size = at.Length;
        var (gradient, hessian) = (new double[size], new double[size, size]);
        for (var i = 0; i < size; i++)
        {
            gradient[i] = ((i == 0 ? 1 : 0) - at[i]) * precision[i];
            hessian[i, i] = precision[i];
        }

        for (var k = 0; k < rows.Length; k++)
        {
            var logOdds = 0.0;
            for (var i = 0; i < size; i++)
                logOdds += at[i] * rows[k][i];
            var p = 1 / (1 + Math.Exp(-logOdds));
            for (var i = 0; i < size; i++)
            {
                gradient[i] += ((said[k].Right ? 1 : 0) - p) * rows[k][i];
                for (var j = 0; j < size; j++)
                    hessian[i, j] += p * (1 - p) * rows[k][i] * rows[k][j];
            }
        }

        return Solve(hessian, gradient);
    }

    /// <summary>Gauss's elimination, in place; the matrix is positive definite: the prior is on its diagonal.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
        for (var row = pivot + 1; row < size; row++)
        {
            var factor = matrix[row, pivot] / matrix[pivot, pivot];
            for (var column = pivot; column < size; column++)
                matrix[row, column] -= factor * matrix[pivot, column];
            right[row] -= factor * right[pivot];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < size; column++)
                right[row] -= matrix[row, column] * right[column];
            right[row] /= matrix[row, row];
        }

        return right;
    }
}
