namespace Cellect.Triggers.Conditions;

/// <summary>A track that has not divided is not found in as many volumes as asked for.</summary>
/// <param name="filter">Of the cell where it was last seen.</param>
/// <param name="confirmVolumes">Volumes in which it must be away, at least 1.</param>
internal sealed class LostTrackCondition(CellFilter filter, int confirmVolumes) : ICondition
{
    private readonly int _away = Math.Max(1, confirmVolumes);

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var track in frame.Tracks.All.Where(t => t.Missed == _away && !t.Divided && filter.Takes(t)).OrderBy(t => t.Track))
            occurred.Add(
                new Occurrence
                {
                    Track = track.Track,
                    Place = track.Place,
                    EventT = track.LastT,
                    Value = frame.T - track.LastT,
                    AcrossGap = frame.AfterGap,
                }
            );
    }
}
