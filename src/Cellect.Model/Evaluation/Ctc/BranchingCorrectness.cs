namespace Cellect.Model.Evaluation.Ctc;

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
                right += byFrame[frame].Count(division => Same(sequence, division, found, tolerance));
        return new BranchingCorrectness(right, result.Count - right, reference.Count - right);
    }

    /// <summary>As many daughters, the parents matched when the first of them ends, and each daughter matched when the later of the two begins.</summary>
    private static bool Same(CtcSequence sequence, CtcDivision reference, CtcDivision result, int tolerance)
    {
        return reference.Children.Count == result.Children.Count
            && Matched(Math.Min(reference.Frame, result.Frame), reference.Parent, result.Parent)
            && reference.Children.Select(Partner).Where(label => label != 0).Distinct().Count() == reference.Children.Count;

        int Partner(CtcTrack child)
        {
            foreach (var found in result.Children)
            {
                // Only the daughters before the first one that begins too far off are looked at, as in py-ctcmetrics.
                if (Math.Abs(child.Begin - found.Begin) > tolerance) return 0;
                if (Matched(Math.Max(child.Begin, found.Begin), child.Label, found.Label)) return found.Label;
            }
            return 0;
        }

        bool Matched(int frame, int referenceLabel, int resultLabel) => Array.IndexOf(sequence.Frames[frame].Matches, (referenceLabel, resultLabel)) >= 0;
    }
}
