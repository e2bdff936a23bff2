using System.Globalization;
using Cellect.Model.Linking;

namespace Cellect.Model.Calibration;

/// <summary>What people's words make of the probabilities of one kind.</summary>
/// <param name="Map">On the log-odds.</param>
/// <param name="Mean">[value] of the evidence where people spoke; empty: the evidence is not looked at.</param>
/// <param name="Weights">[value] what one more of it adds to the log-odds.</param>
internal sealed record SaidMap(ProbabilityMap Map, double[] Mean, double[] Weights)
{
    // What the evidence may add to the log-odds or take from them.
    private const double Most = 2;

    /// <summary>Nobody has said anything.</summary>
    public static SaidMap Identity { get; } = new(ProbabilityMap.Identity, [], []);

    /// <summary>The map for one thing.</summary>
    /// <param name="evidence">What its network read.</param>
    public ProbabilityMap For(ReadOnlySpan<float> evidence)
    {
        if (Mean.Length == 0 || evidence.Length != Mean.Length)
            return Map;
        var sum = 0.0;
        for (var i = 0; i < Mean.Length; i++)
            sum += Weights[i] * (evidence[i] - Mean[i]);
        return Map with { Offset = Map.Offset + Math.Clamp(sum, -Most, Most) };
    }

    /// <summary>For people.</summary>
    public override string ToString() =>
        Map == ProbabilityMap.Identity
            ? "as before"
            : string.Create(CultureInfo.InvariantCulture, $"log-odds x{Map.Slope:0.00} {Map.Offset:+0.00;-0.00;+0.00}")
                + (Mean.Length > 0 ? " by the evidence" : "");
}
