using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>A cell of at least this generation is born: 0 are the cells of the first volume, a daughter is one further than her mother.
/// Of cells that come in later the generation is not known, nor of their daughters.</summary>
/// <param name="filter">Of the cell, when it is confirmed.</param>
/// <param name="least">Least generation.</param>
/// <param name="confirmVolumes">Later volumes in which it must be found.</param>
internal sealed class GenerationCondition(CellFilter filter, double least, int confirmVolumes) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Generation",
        Words = options => $"a cell of generation {ConditionWords.Text(options.AtLeast ?? 0)} or later is born",
        Keys = [.. ConditionKeys.Track, nameof(C.AtLeast)],
        Missing = options => options.AtLeast is null or < 1 ? (nameof(C.AtLeast), "Generation needs AtLeast, from 1") : null,
        Compile = parts => () => new GenerationCondition(parts.Filter, parts.Options.AtLeast ?? 1, parts.ConfirmVolumes),
    };

    private readonly TrackWatch _watch = new(filter, confirmVolumes);

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var cell in frame.Cells)
            if (frame.Tracks.Find(cell.Track)?.Generation is { } generation)
                _watch.Look(frame, cell, generation >= least, generation, occurred, frame.T - cell.AgeVolumes);
        _watch.End(frame);
    }
}
