namespace Cellect.Lab.Training;

/// <summary>How far a training is.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Left">Time left.</param>
/// <param name="Line">What there is to tell; null: nothing new.</param>
public readonly record struct TrainingProgress(double Share, TimeSpan Left, string? Line);
