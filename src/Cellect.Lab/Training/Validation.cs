using System.Globalization;

namespace Cellect.Lab.Training;

/// <summary>Judges the weights in training on held-out volumes, and keeps the curves.</summary>
/// <param name="steps">The training.</param>
/// <param name="held">Held-out volumes that the best weights are chosen by.</param>
/// <param name="guard">Simulated ones on which a fine-tuning must not get worse; null: not watched.</param>
/// <param name="minScore">Threshold; null: the best one.</param>
/// <param name="mostForgotten">Most that may be lost on <paramref name="guard"/>.</param>
/// <param name="curves">Receives losses and scores.</param>
internal sealed class Validation(
    TrainingSteps steps,
    IReadOnlyList<TrainingSequence> held,
    IReadOnlyList<TrainingSequence>? guard,
    float? minScore,
    double mostForgotten,
    TrainingCurves curves
)
{
    /// <summary>The scores of the weights to begin with: what has to be beaten.</summary>
    public (TrainingState State, string Text) Begin(TrainingState state)
    {
        var (score, simulated) = Scores(state);
        return (state with { Best = score, Guard = simulated }, Text(score, simulated));
    }

    /// <summary>Scores of now; the state's best rises when they are better and nothing is forgotten.</summary>
    public (TrainingState State, string Text) Judge(TrainingState state)
    {
        var (score, simulated) = Scores(state);
        var forgotten = state.Guard >= 0 && simulated < state.Guard - mostForgotten;
        return (
            score > state.Best && !forgotten ? state with { Best = score } : state,
            Text(score, simulated) + (forgotten ? ", too much forgotten to be kept" : "")
        );
    }

    /// <summary>The losses since the last call, as text and in the curves.</summary>
    public string Log(TrainingState state)
    {
        var losses = steps.Averages.Take();
        curves.Add(state.Steps, state.Minutes, losses);
        return string.Join(
            ", ",
            LossAverages.Names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {losses[i]:0.0000}"))
        );
    }

    private (double Score, double Simulated) Scores(TrainingState state)
    {
        var score = steps.Validate(held, minScore);
        var simulated = guard is null ? double.NaN : steps.Validate(guard, minScore);
        curves.Add(state.Steps, state.Minutes, [.. LossAverages.Names.Select(_ => double.NaN)], score, simulated);
        curves.Write();
        return (score, guard is null ? -1 : simulated);
    }

    private string Text(double score, double simulated) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(held.Any(IsSparse) ? "recall × √(annotated / found)" : "F1")} on held-out volumes {score:0.000}"
        ) + (guard is null ? "" : string.Create(CultureInfo.InvariantCulture, $", on simulated ones {simulated:0.000}"));

    // Where nothing is known of what lies elsewhere, recall alone can be counted.
    private static bool IsSparse(TrainingSequence sequence) => sequence is { Dense: false, Elsewhere: null };
}
