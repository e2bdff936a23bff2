namespace Cellect.Lab.Training;

/// <summary>How far a training has come.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Minutes">Wall-clock time spent.</param>
/// <param name="Best">Best validation score so far; below 0: none yet.</param>
/// <param name="Guard">Score of the first weights on the simulated specimens, where a fine-tuning watches it; below 0: not watched.</param>
internal sealed record TrainingState(int Steps, double Minutes, double Best, double Guard)
{
    public static TrainingState Beginning { get; } = new(0, 0, -1, -1);
}
