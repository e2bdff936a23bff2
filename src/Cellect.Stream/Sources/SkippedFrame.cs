namespace Cellect.Stream.Sources;

/// <summary>A time point that a source could not deliver; the ones after it keep their numbers.</summary>
/// <param name="T">Time point, from 0.</param>
/// <param name="Reason">What is wrong, naming the file.</param>
public sealed record SkippedFrame(int T, string Reason);
