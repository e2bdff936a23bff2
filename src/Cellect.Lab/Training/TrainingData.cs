namespace Cellect.Lab.Training;

/// <summary>What a network is trained and judged on.</summary>
public sealed class TrainingData
{
    /// <summary>Makes the n-th simulated sequence of at least 3 frames; called from another thread, one call at a time.</summary>
    public required Func<int, TrainingSequence> Simulated { get; init; }

    /// <summary>Makes the n-th simulated sequence that the matching networks learn from, of at least 4 frames.</summary>
    public Func<int, TrainingSequence> SimulatedMatchers { get; init; } = n => SimulatedTraining.Matchers(1, n);

    /// <summary>Simulated sequences that are not trained on.</summary>
    public required IReadOnlyList<TrainingSequence> SimulatedHeldOut { get; init; }

    /// <summary>The user's own frames; null where there are none.</summary>
    public AnnotatedSeries? Own { get; init; }
}
