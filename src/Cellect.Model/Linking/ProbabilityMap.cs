using System.Globalization;

namespace Cellect.Model.Linking;

/// <summary>
/// From what a network says to what it means: the log-odds stretched and shifted (Platt, "Probabilistic outputs for support vector
/// machines", 1999).
/// It keeps the order.
/// </summary>
/// <param name="Slope">Factor on the log-odds, above 0.</param>
/// <param name="Offset">Added to them.</param>
internal readonly record struct ProbabilityMap(double Slope, double Offset)
{
    // What a network says as 0 or 1 in 32 bits is not certain.
    private const double Least = 1e-6;

    /// <summary>Leaves every probability as it is.</summary>
    public static ProbabilityMap Identity { get; } = new(1, 0);

    /// <summary>The calibrated probability, 0 to 1. 0 stays 0: it stands for what was never a question.</summary>
    public float Of(float probability) =>
        probability <= 0 || this == Identity ? probability : (float)(1 / (1 + Math.Exp(-(Slope * LogOdds(probability) + Offset))));

    /// <summary>The map that undoes this one.</summary>
    public ProbabilityMap Inverse => new(1 / Slope, -Offset / Slope);

    /// <summary>This map, and then another.</summary>
    public ProbabilityMap Then(ProbabilityMap next) => new(next.Slope * Slope, next.Slope * Offset + next.Offset);

    /// <summary>What does to a network's probability what this map does to the calibrated one.</summary>
    /// <param name="calibration">From the one to the other.</param>
    public ProbabilityMap Before(ProbabilityMap calibration) =>
        new(Slope, (Slope * calibration.Offset + Offset - calibration.Offset) / calibration.Slope);

    /// <summary>The two numbers, for people. (What a record says of itself would ask for the inverse of the inverse, without end.)</summary>
    public override string ToString() =>
        this == Identity ? "as before" : string.Create(CultureInfo.InvariantCulture, $"log-odds x{Slope:0.00} {Offset:+0.00;-0.00;+0.00}");

    /// <summary>Log-odds, kept finite.</summary>
    internal static double LogOdds(double probability)
    {
        var p = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(p / (1 - p));
    }
}
