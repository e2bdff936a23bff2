namespace Cellect.Model.Calibration;

/// <summary>A person's word on what a session has published.</summary>
/// <param name="Kind">On what.</param>
/// <param name="Probability">Published probability that it is so, 0 to 1.</param>
/// <param name="Right">Whether it is so.</param>
internal readonly record struct Verdict(VerdictKind Kind, float Probability, bool Right);
