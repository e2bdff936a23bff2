namespace Cellect.Analysis.Finishing;

/// <summary>What was done to a track.</summary>
internal enum ChangeKind
{
    /// <summary>It continues another track, whose id it now has.</summary>
    Joined,

    /// <summary>It is a daughter of another track.</summary>
    Daughter,

    /// <summary>It is a daughter of a track that went on beside it: that one divided, and is another track from there on.</summary>
    Divided,

    /// <summary>It was no daughter: its sister goes on as the mother.</summary>
    Undivided,

    /// <summary>It was no cell.</summary>
    Dropped,

    /// <summary>It was missed in a time point, and found when the images were looked at again.</summary>
    Found,
}

/// <summary>A change between the live and the final result: a row of <c>changes.csv</c>.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="T">First time point of the track; of a cell that was found its own.</param>
/// <param name="Track">The track as the live result names it.</param>
/// <param name="Into">The track that it belongs to now, as the live result names that; -1: none.</param>
/// <param name="Probability">That the change is right, 0 to 1.</param>
internal readonly record struct TrackChange(ChangeKind Kind, int T, int Track, int Into, double Probability);
