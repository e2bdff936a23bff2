namespace Cellect.Triggers.Conditions;

/// <summary>Watches a state of every track: an occurrence when it has come and held, for the cells that count.</summary>
/// <param name="filter">Of the cell, when the state has held.</param>
/// <param name="confirmVolumes">Later looks in which it must hold.</param>
/// <param name="armed">Whether the state counts as having come when a track begins with it.</param>
internal sealed class TrackWatch(CellFilter filter, int confirmVolumes, bool armed = true)
{
    private readonly TrackEdges _edges = new(armed);

    /// <summary>One more look at a cell.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="state">Whether the state is there.</param>
    /// <param name="value">The value that was reached.</param>
    /// <param name="occurred">Gets the occurrence.</param>
    /// <param name="eventT">Time point of the event; null: this one.</param>
    public void Look(FrameFacts frame, in CellFacts cell, bool state, double value, List<Occurrence> occurred, int? eventT = null)
    {
        if (!_edges.Rises(cell.Track, state, confirmVolumes) || !filter.Takes(cell))
            return;
        occurred.Add(
            new Occurrence
            {
                Track = cell.Track,
                Place = cell.Place,
                EventT = eventT ?? frame.T,
                Value = value,
                AcrossGap = frame.AfterGap,
            }
        );
    }

    /// <summary>All cells of a frame have been looked at: forgets the tracks that are forgotten.</summary>
    public void End(FrameFacts frame) => _edges.Forget(frame.Tracks);
}
