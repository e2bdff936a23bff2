using Cellect.Data.Regions;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.WhatIf;

/// <summary>A firing, or what was held back, of a replayed recording.</summary>
/// <param name="Evaluation">What the engine decided.</param>
/// <param name="Daughters">Where the daughters of a division were when first seen, µm; empty for anything else.</param>
internal sealed record Firing(Evaluation Evaluation, IReadOnlyList<Position> Daughters)
{
    /// <summary>Time point in which the rule fired.</summary>
    public int T => Evaluation.Frame.T;

    /// <summary>Time point of the event.</summary>
    public int EventT => Evaluation.Occurrence.EventT;
}
