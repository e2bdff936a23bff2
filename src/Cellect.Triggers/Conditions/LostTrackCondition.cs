namespace Cellect.Triggers.Conditions;

/// <summary>A track that has not divided is not found in as many volumes as asked for.</summary>
/// <param name="filter">Of the cell where it was last seen.</param>
/// <param name="confirmVolumes">Volumes in which it must be away, at least 1.</param>
internal sealed class LostTrackCondition(CellFilter filter, int confirmVolumes) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "LostTrack",
        Words = _ => "a cell is lost",
        Keys = ConditionKeys.Track,
        LookBack = options => Away(options) + 1,
        Compile = parts => () => new LostTrackCondition(parts.Filter, Away(parts.Options)),
    };

    private const int Confirm = 3;

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

    private static int Away(ConditionOptions options) => options.ConfirmVolumes ?? Confirm;
}
