namespace Cellect.Benchmarks.Accuracy.Report;

/// <summary>One line of the table.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Reached">The figure; null where there is none (too few frames, no division).</param>
/// <param name="AtLeast">What has to be reached; null: nothing is asked.</param>
/// <param name="Aim">What would be good; null: nothing is asked.</param>
/// <param name="Peer">The same of the hand-tuned peer; null where it was not run or has no such figure.</param>
internal sealed record MeasuredValue(string Measure, double? Reached, double? AtLeast = null, double? Aim = null, double? Peer = null)
{
    /// <summary>Whether less is better.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>Decimals in the table.</summary>
    public int Decimals { get; init; } = 3;

    /// <summary>Whether what has to be reached is reached; null where nothing is asked or nothing was measured.</summary>
    public bool? Passes => Reached is { } reached && AtLeast is { } limit ? (LessIsBetter ? reached <= limit : reached >= limit) : null;
}
