using Cellect.Data.Ctc;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>Joins tracks over gaps: the only child of a parent is the same cell.</summary>
internal static class TrackMerge
{
    /// <summary>The first label of the cell of each label, and the first label of the parent of each such cell (0: none).</summary>
    public static (Dictionary<int, int> CellOf, Dictionary<int, int> ParentOf) Cells(IReadOnlyList<CtcTrack> tracks)
    {
        var children = tracks.CountBy(track => track.Parent).ToDictionary();
        var (cellOf, parentOf) = (new Dictionary<int, int> { [0] = 0 }, new Dictionary<int, int>());
        foreach (var track in tracks.OrderBy(track => track.Begin))
        {
            var continues = track.Parent != 0 && children[track.Parent] == 1;
            cellOf[track.Label] = continues ? cellOf[track.Parent] : track.Label;
            if (!continues)
                parentOf[track.Label] = cellOf[track.Parent];
        }
        return (cellOf, parentOf);
    }
}
