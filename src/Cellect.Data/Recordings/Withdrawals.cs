using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>
/// Tracks without the divisions that were withdrawn: the mother goes on in one daughter, under her own id, and the other daughter begins
/// without a mother. Cells are given in the order of time.
/// </summary>
internal sealed class Withdrawals
{
    // Daughters that are their mothers, with the mothers' ids as they now are.
    private readonly Dictionary<int, int> _renamed = [];
    private readonly HashSet<int> _motherless = [];
    private readonly Dictionary<int, int> _parents = [];

    /// <summary>Of what is known of a recording.</summary>
    public static Withdrawals Of(IEnumerable<DivisionOutcome> outcomes)
    {
        var withdrawals = new Withdrawals();
        foreach (var outcome in outcomes)
            withdrawals.Add(outcome);
        return withdrawals;
    }

    /// <summary>True while nothing was withdrawn.</summary>
    public bool IsEmpty => _motherless.Count == 0;

    /// <summary>Takes an outcome in; a confirmed one changes nothing. Those of one recording come in the order of time.</summary>
    public void Add(in DivisionOutcome outcome)
    {
        var division = outcome.Division;
        if (division.State != DivisionState.Withdrawn || !_renamed.TryAdd(outcome.Continues, Id(division.Mother)))
            return;
        _ = _motherless.Add(outcome.Continues == division.FirstDaughter ? division.SecondDaughter : division.FirstDaughter);
    }

    /// <summary>The id of a track.</summary>
    public int Id(int track) => _renamed.GetValueOrDefault(track, track);

    /// <summary>A cell as it is without the divisions that were none.</summary>
    public TrackedCell Of(in TrackedCell cell)
    {
        var track = Id(cell.Track);
        var parent =
            track != cell.Track ? _parents.GetValueOrDefault(track, -1)
            : _motherless.Contains(cell.Track) ? -1
            : cell.Parent < 0 ? -1
            : Id(cell.Parent);
        if (parent >= 0)
            _parents[track] = parent;
        else
            _ = _parents.Remove(track);
        return cell with { Track = track, Parent = parent };
    }
}
