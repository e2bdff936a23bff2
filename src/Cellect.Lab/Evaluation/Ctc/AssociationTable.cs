namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>In how many frames each reference cell is matched to each result cell, gaps closed; cell 0 stands for none.</summary>
internal sealed class AssociationTable
{
    public AssociationTable(CtcSequence sequence)
    {
        var (referenceCell, referenceParent) = TrackMerge.Cells(sequence.Reference);
        var (resultCell, resultParent) = TrackMerge.Cells(sequence.Result);
        (ReferenceParent, ResultParent) = (referenceParent, resultParent);
        foreach (var frame in sequence.Frames)
        {
            foreach (var (a, b) in frame.Matches)
                Add(referenceCell[a], resultCell[b]);
            foreach (var missed in frame.Reference.Except(frame.Matches.Select(match => match.Reference)))
                Add(referenceCell[missed], 0);
            foreach (var wrong in frame.Result.Except(frame.Matches.Select(match => match.Result)))
                Add(0, resultCell[wrong]);
        }
    }

    /// <summary>Frames for each pair.</summary>
    public Dictionary<(int Reference, int Result), int> Frames { get; } = [];

    /// <summary>Frames of each reference cell, found or not.</summary>
    public Dictionary<int, int> ReferenceFrames { get; } = [];

    /// <summary>Frames of each result cell, right or not; a frame in which it holds several reference cells counts for each.</summary>
    public Dictionary<int, int> ResultFrames { get; } = [];

    public Dictionary<int, int> ReferenceParent { get; }

    public Dictionary<int, int> ResultParent { get; }

    /// <summary>Matches, false and missed together.</summary>
    public int Total => Frames.Values.Sum();

    public IEnumerable<KeyValuePair<(int Reference, int Result), int>> Matched =>
        Frames.Where(pair => pair.Key is { Reference: not 0, Result: not 0 });

    private void Add(int reference, int result)
    {
        Frames[(reference, result)] = Frames.GetValueOrDefault((reference, result)) + 1;
        if (reference != 0)
            ReferenceFrames[reference] = ReferenceFrames.GetValueOrDefault(reference) + 1;
        if (result != 0)
            ResultFrames[result] = ResultFrames.GetValueOrDefault(result) + 1;
    }
}
