using Cellect.Data.Exchange;
using Cellect.Data.Tracks;

namespace Cellect.Analysis.Finishing;

/// <summary>A missed cell that was found when its images were looked at again.</summary>
/// <param name="T">Time point.</param>
/// <param name="Cell">The cell, of the track that it was missed in.</param>
/// <param name="Probability">That it is that cell, 0 to 1.</param>
internal readonly record struct FoundCell(int T, TrackedCell Cell, double Probability);

/// <summary>Looks for missed cells in images.</summary>
/// <param name="gaps">Where cells were missed, in the order of time.</param>
/// <param name="frames">The frames of the final result in the order of time.</param>
/// <param name="absent">Places where a person says that there is no cell.</param>
/// <returns>Those that were found, at most one a gap and time point.</returns>
internal delegate IReadOnlyList<FoundCell> MissedCellSearch(
    IReadOnlyList<TrackGap> gaps,
    IEnumerable<(int T, IReadOnlyList<TrackedCell> Cells)> frames,
    IReadOnlyList<ReadCell> absent
);
