namespace Cellect.Model.Linking;

/// <summary>
/// What the volume after a division shows of it. Two plates of one mother go on as two cells, part by more than three radii and stay
/// alike; a nucleus that was seen double for a moment, and a neighbour that was taken for a daughter, do not.
/// </summary>
internal readonly record struct DivisionEvidence
{
    // Weights of the evidence, fitted on frames 0-89 of a real embryo as two sets of weights see it (docs/notebook/confirm.md). Each look
    // is bounded, so that no single one decides alone what all others speak against.
    private const float Bias = 2.6f,
        Said = 0.2f,
        Missed = -4.5f,
        DividesAgain = 2f,
        Parted = 2.3f,
        Unlike = -2.9f,
        Linked = 1.1f,
        Shrunken = 2.3f;

    /// <summary>Probability below which a division is withdrawn.</summary>
    public const float Least = 0.35f;

    /// <summary>Probability that was told with the division, 0 to 1.</summary>
    public required float Probability { get; init; }

    /// <summary>Logarithm of the mother's radius over the mean of the daughters' when they were first seen.</summary>
    public required float Shrinking { get; init; }

    /// <summary>Both daughters were found again.</summary>
    public required bool BothGoOn { get; init; }

    /// <summary>A daughter divides at once.</summary>
    public required bool Divides { get; init; }

    /// <summary>Distance of the daughters one volume later, in their mean radii; where both go on.</summary>
    public float Distance { get; init; }

    /// <summary>Logarithm of the greater radius over the lesser one volume later; where both go on.</summary>
    public float Unlikeness { get; init; }

    /// <summary>The lesser probability of the daughters' links to the volume after; where both go on.</summary>
    public float Link { get; init; }

    /// <summary>Probability that it was a division, 0 to 1.</summary>
    public float Posterior()
    {
        var evidence = Bias + Said * Clamp(LogOdds(Probability), -2, 3) + Shrunken * (Clamp(Shrinking, -0.1f, 0.3f) - 0.1f);
        if (BothGoOn)
            evidence +=
                Parted * Clamp(Distance - 3.5f, -1.5f, 0)
                + Unlike * Clamp(Unlikeness, 0, 0.5f)
                + Linked * (Clamp(LogOdds(Link), -1, 2) - 1);
        else
            evidence += Missed + (Divides ? DividesAgain : 0);
        return 1 / (1 + MathF.Exp(-evidence));
    }

    private static float LogOdds(float probability) => (float)ProbabilityMap.LogOdds(probability);

    private static float Clamp(float value, float least, float most) => float.IsNaN(value) ? least : Math.Clamp(value, least, most);
}
