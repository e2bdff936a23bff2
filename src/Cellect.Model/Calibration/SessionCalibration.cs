using Cellect.Model.Linking;

namespace Cellect.Model.Calibration;

/// <summary>
/// What people's words on a running session say of its probabilities: six numbers, on top of what came with the weights
/// (<see cref="ModelCalibration"/>). A function of the words alone, so that a word taken back leaves nothing behind.
/// </summary>
/// <param name="Division">On the probability of a division.</param>
/// <param name="Origin">On the probability that a cell comes from where it is linked to.</param>
/// <param name="Cell">On the probability that there is a cell.</param>
internal sealed record SessionCalibration(ProbabilityMap Division, ProbabilityMap Origin, ProbabilityMap Cell)
{
    /// <summary>Nobody has said anything.</summary>
    public static SessionCalibration Identity { get; } = new(ProbabilityMap.Identity, ProbabilityMap.Identity, ProbabilityMap.Identity);

    /// <summary>What follows from words.</summary>
    public static SessionCalibration Of(IReadOnlyCollection<Verdict> verdicts) =>
        new(Fit(verdicts, VerdictKind.Division), Fit(verdicts, VerdictKind.Origin), Fit(verdicts, VerdictKind.Cell));

    /// <summary>A published link with what people's words make of it.</summary>
    public Link Of(Link link) =>
        link with
        {
            Probability = link.Parent < 0 ? 1 - Origin.Of(1 - link.Probability) : Origin.Of(link.Probability),
        };

    /// <summary>The six numbers, for people.</summary>
    public override string ToString() => $"divisions {Division}, links {Origin}, cells {Cell}";

    private static ProbabilityMap Fit(IEnumerable<Verdict> verdicts, VerdictKind kind) =>
        VerdictFit.Of(verdicts.Where(verdict => verdict.Kind == kind));
}
