namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>CT: F1 of the tracks that one result label follows from their first frame to their last, beginning and ending with
/// them.</summary>
internal static class CompleteTracks
{
    public static double Compute(CtcSequence sequence)
    {
        var result = sequence.Result.ToDictionary(track => track.Label);
        var assigned = TrackAssignment.Of(sequence);
        var complete = sequence.Reference.Count(track =>
            assigned[track.Label] is [not 0 and var label, ..] labels
            && Array.TrueForAll(labels, other => other == label)
            && (result[label].Begin, result[label].End) == (track.Begin, track.End)
        );
        return 2.0 * complete / (sequence.Reference.Count + sequence.Result.Count);
    }
}
