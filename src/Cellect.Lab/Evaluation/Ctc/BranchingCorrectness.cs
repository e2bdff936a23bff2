namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>BC(i): divisions (parents of two or more) of reference and result that are the same to within i frames.</summary>
/// <param name="Right">Found and right.</param>
/// <param name="False">In the result only.</param>
/// <param name="Missed">In the reference only.</param>
internal readonly record struct BranchingCorrectness(int Right, int False, int Missed)
{
    /// <summary>F1; null where the reference has no division.</summary>
    public double? F1 => Right + Missed == 0 ? null : 2.0 * Right / (2 * Right + False + Missed);

    public static BranchingCorrectness Compute(CtcSequence sequence, int tolerance)
    {
        var (reference, result) = (CtcDivision.Of(sequence.Reference), CtcDivision.Of(sequence.Result));
        var byFrame = reference.ToLookup(division => division.Frame);
        var right = 0;
        foreach (var found in result)
            for (var frame = found.Frame - tolerance; frame <= found.Frame + tolerance; frame++)
                right += byFrame[frame].Count(division => Same(sequence, division, found));
        return new BranchingCorrectness(right, result.Count - right, reference.Count - right);
    }

    /// <summary>As many daughters; the parents matched when the first of them ends, and one frame after the last does, all daughters of the
    /// result matched to daughters of the reference.</summary>
    private static bool Same(CtcSequence sequence, CtcDivision reference, CtcDivision result)
    {
        var (first, after) = (Math.Min(reference.Frame, result.Frame), Math.Max(reference.Frame, result.Frame) + 1);
        if (reference.Children.Count != result.Children.Count || after >= sequence.Frames.Count)
            return false;
        if (Array.IndexOf(sequence.Frames[first].Matches, (reference.Parent, result.Parent)) < 0)
            return false;
        var daughters = sequence.Frames[after].Matches.Where(match => result.Children.Contains(match.Result)).ToArray();
        return daughters.All(match => reference.Children.Contains(match.Reference))
            && result.Children.All(label => Array.Exists(daughters, match => match.Result == label));
    }
}
