namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>The objects of one frame and which of them match.</summary>
/// <param name="Reference">Labels in the reference, ascending.</param>
/// <param name="Result">Labels in the result, ascending.</param>
/// <param name="Matches">Reference label and the result label that covers more than half of it, by reference label.</param>
/// <param name="JaccardSum">Sum over the matches of intersection over union.</param>
internal sealed record CtcFrame(int[] Reference, int[] Result, (int Reference, int Result)[] Matches, double JaccardSum);
