using System.Collections.Immutable;
using Cellect.Data.Edits;

namespace Cellect.Overlay.Displays;

/// <summary>Names the selected cell. A name goes with the track: it may be given while the picture moves.</summary>
/// <param name="timeline">The time points kept.</param>
/// <param name="review">Where names go.</param>
internal sealed class CellNameTool(Timeline timeline, DivisionReview review) : ITypedName
{
    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 64;

    private CellKey _cell;
    private (ImmutableDictionary<int, string> Kept, string? Typed, ImmutableDictionary<int, string> Shown) _last = (
        ImmutableDictionary<int, string>.Empty,
        null,
        ImmutableDictionary<int, string>.Empty
    );

    /// <inheritdoc/>
    public string? Naming { get; private set; }

    /// <summary>What the user is asked for; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Names by track, with what is being typed; the same object while nothing has changed.</summary>
    public ImmutableDictionary<int, string> Shown
    {
        get
        {
            var kept = review.Names;
            if (!ReferenceEquals(kept, _last.Kept) || Naming != _last.Typed)
                _last = (kept, Naming, Naming is { } typed ? kept.SetItem(_cell.Track, $"{typed}_") : kept);
            return _last.Shown;
        }
    }

    /// <summary>What is typed from now on is the name of a cell of the time point that is seen.</summary>
    /// <param name="selected">Track of the cell; 0: none.</param>
    public void Begin(int selected)
    {
        if (!review.Possible)
            Message = DivisionReview.NothingRecorded;
        else if (timeline.Shown is { } shown && Array.Exists(shown.Cells, cell => cell.Track == selected))
        {
            (_cell, Naming) = (new CellKey(shown.T, selected), "");
            var before = review.Names.TryGetValue(selected, out var name) ? $", now '{name}'" : "";
            Message = $"type a name for track {selected}{before}; Enter keeps it, Esc leaves off";
        }
        else
            Message = "no cell of this time point is selected: click on one";
    }

    /// <inheritdoc/>
    public void Type(char? character) =>
        Naming = character is { } typed
            ? Naming + (Naming?.Length < LongestName && !char.IsControl(typed) && !char.IsSurrogate(typed) ? typed : "")
            : Naming?[..Math.Max(0, Naming.Length - 1)];

    /// <inheritdoc/>
    public void EndNaming(bool keep)
    {
        var name = Naming?.Trim();
        (Naming, Message) = (null, "");
        if (keep && !string.IsNullOrEmpty(name))
            review.Name(_cell, name);
    }

    /// <summary>Leaves off: the cell is of another series.</summary>
    public void LetGo() => (Naming, Message) = (null, "");
}
