using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>A cell becomes highly migratory (paper: "persisting &gt;1 h and moving &gt;50 µm"): followed for longer than a time of the
/// stream's clock, and further than a distance from where it was first seen.</summary>
/// <param name="filter">Of the cell.</param>
/// <param name="seconds">Followed for longer than this, seconds.</param>
/// <param name="micrometres">Displaced further than this, µm.</param>
/// <param name="confirmVolumes">Later volumes in which it must hold.</param>
internal sealed class MigratoryCondition(CellFilter filter, double seconds, double micrometres, int confirmVolumes) : ICondition
{
    private const double PaperSeconds = 3600;
    private const double PaperMicrometres = 50;

    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Migratory",
        Words = options =>
            $"a cell followed for longer than {ConditionWords.Text(options.MinAgeSeconds ?? PaperSeconds)} s has come further than "
            + $"{ConditionWords.Text(options.AtLeast ?? PaperMicrometres)} µm",
        Keys = [.. ConditionKeys.Track, nameof(C.AtLeast), nameof(C.MinAgeSeconds)],
        Compile = parts =>
            () =>
                new MigratoryCondition(
                    parts.Filter,
                    parts.Options.MinAgeSeconds ?? PaperSeconds,
                    parts.Options.AtLeast ?? PaperMicrometres,
                    parts.ConfirmVolumes
                ),
    };

    private readonly TrackWatch _watch = new(filter, confirmVolumes);

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var cell in frame.Cells)
        {
            var track = frame.Tracks.Find(cell.Track)!;
            var displaced = cell.Place.DistanceTo(track.FirstPlace);
            var migratory = (frame.TimeNs - track.FirstTimeNs) / 1e9 > seconds && displaced > micrometres;
            _watch.Look(frame, cell, migratory, displaced, occurred);
        }

        _watch.End(frame);
    }
}
