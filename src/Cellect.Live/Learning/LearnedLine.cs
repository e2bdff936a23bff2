using Cellect.Model.Calibration;

namespace Cellect.Live.Learning;

/// <summary>One line of <c>learned.jsonl</c>: an edit that begins to count for what the networks are believed, or does not any
/// more.</summary>
internal sealed record LearnedLine
{
    /// <summary>The first time point for which that is so.</summary>
    public required int T { get; init; }

    /// <summary>Number of the edit in <c>edits.jsonl</c>.</summary>
    public required int Edit { get; init; }

    /// <summary>Channel of the population that it speaks of; null: an older recording, of its first.</summary>
    public int? Population { get; init; }

    /// <summary>True: it counts no more.</summary>
    public bool Undone { get; init; }

    /// <summary>What the edit says; empty: nothing that can be learned from.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>What follows from all that counts then, for people.</summary>
    public string Now { get; init; } = "";
}
