using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>A track that was seen outside a region is inside, or the reverse. One that begins there has not entered.</summary>
/// <param name="filter">Of the cell.</param>
/// <param name="region">The region.</param>
/// <param name="enters">True: entering; false: leaving.</param>
/// <param name="confirmVolumes">Later volumes in which it must still be there.</param>
internal sealed class RegionCondition(CellFilter filter, Region region, bool enters, int confirmVolumes) : ICondition
{
    /// <summary>Entering, as rules name it.</summary>
    public static readonly ConditionKind Enters = Kind("EnterRegion", enters: true);

    /// <summary>Leaving, as rules name it.</summary>
    public static readonly ConditionKind Leaves = Kind("LeaveRegion", enters: false);

    private readonly TrackWatch _watch = new(filter, confirmVolumes, armed: false);

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var cell in frame.Cells)
            _watch.Look(frame, cell, region.Contains(cell.Place) == enters, cell.AgeVolumes, occurred);
        _watch.End(frame);
    }

    private static ConditionKind Kind(string name, bool enters) =>
        new()
        {
            Event = name,
            Words = options => $"a cell {(enters ? "enters" : "leaves")} {options.Region}",
            Keys = [.. ConditionKeys.Track, nameof(ConditionOptions.Region)],
            Missing = options =>
                string.IsNullOrEmpty(options.Region) ? (nameof(options.Region), $"{name} needs the name of a region") : null,
            Compile = parts =>
            {
                var region = parts.Region();
                return () => new RegionCondition(parts.Filter, region, enters, parts.ConfirmVolumes);
            },
        };
}
