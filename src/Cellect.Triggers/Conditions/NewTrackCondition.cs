namespace Cellect.Triggers.Conditions;

/// <summary>A track begins that has no mother, later than in the first volume, and is found again in as many volumes as asked
/// for.</summary>
/// <param name="filter">Of the cell, when it is confirmed.</param>
/// <param name="confirmVolumes">Later volumes in which it must be found; one missed gives it up.</param>
internal sealed class NewTrackCondition(CellFilter filter, int confirmVolumes) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "NewTrack",
        Words = _ => "a cell appears",
        Keys = ConditionKeys.Track,
        Compile = parts => () => new NewTrackCondition(parts.Filter, parts.ConfirmVolumes),
    };

    private readonly Dictionary<int, int> _found = [];

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var track in _found.Keys.Where(track => !frame.Tracks.IsPresent(track)).ToList())
            _found.Remove(track);
        foreach (var cell in frame.Cells)
        {
            if (cell.IsNew && cell.Parent < 0 && frame.Volume > 0)
                _found.Add(cell.Track, -1);
            if (!_found.TryGetValue(cell.Track, out var confirmed))
                continue;
            _found[cell.Track] = ++confirmed;
            if (confirmed < confirmVolumes)
                continue;
            _found.Remove(cell.Track);
            if (filter.Takes(cell))
                occurred.Add(
                    new Occurrence
                    {
                        Track = cell.Track,
                        Place = cell.Place,
                        EventT = frame.T - cell.AgeVolumes,
                        Value = cell.AgeVolumes,
                        AcrossGap = frame.AfterGap,
                    }
                );
        }
    }
}
