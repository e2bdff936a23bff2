namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>For each reference track the result label that holds it in each of its frames; 0 where none does, or one that holds
/// several.</summary>
internal static class TrackAssignment
{
    public static IReadOnlyDictionary<int, int[]> Of(CtcSequence sequence)
    {
        var assigned = sequence.Reference.ToDictionary(track => track.Label, track => new int[track.End - track.Begin + 1]);
        var begin = sequence.Reference.ToDictionary(track => track.Label, track => track.Begin);
        for (var frame = 0; frame < sequence.Frames.Count; frame++)
            foreach (var holder in sequence.Frames[frame].Matches.GroupBy(match => match.Result).Where(holder => holder.Count() == 1))
                assigned[holder.First().Reference][frame - begin[holder.First().Reference]] = holder.Key;
        return assigned;
    }
}
