using Cellect.Data.Regions;
using Cellect.Data.Tracks;

namespace Cellect.Triggers.Conditions;

/// <summary>
/// A division that is probable enough and whose daughters are both found again in as many later volumes as asked for. A daughter may be
/// missed once meanwhile. What looks like a second division of the same cells, or at the same place, is not met again.
/// </summary>
/// <param name="filter">Of the mother's age, the daughters' mean radius and the place midway between them.</param>
/// <param name="minProbability">Least probability.</param>
/// <param name="confirmVolumes">Later volumes in which both daughters must be found.</param>
/// <param name="repeatVolumes">Time points in which a second division is the same one.</param>
/// <param name="confirmed">Only what the model has confirmed counts, and from then on.</param>
internal sealed class DivisionCondition(
    CellFilter filter,
    double minProbability,
    int confirmVolumes,
    int repeatVolumes,
    bool confirmed = false
) : ICondition
{
    /// <summary>The kind, as rules name it.</summary>
    public static readonly ConditionKind Kind = new()
    {
        Event = "Division",
        Words = _ => "a cell divides",
        Keys = ConditionKeys.Division,
        Compile = parts => () => Of(parts),
    };

    private const double MinProbability = 0.5;
    private const int Repeat = 5;
    private const int MissedMeanwhile = 1;
    private const string NotConfirmed = "not-confirmed",
        Withdrawn = "withdrawn",
        SameDivision = "same-division";

    private sealed record Seen(Division Division, int T, long TimeNs, Position Place, double RadiusMicrometres)
    {
        public int Volumes { get; set; }
        public int Confirmed { get; set; }
        public bool AcrossGap { get; set; }
    }

    private readonly List<Seen> _pending = [];
    private readonly List<Seen> _recent = [];

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        _recent.RemoveAll(seen => frame.T - seen.T > repeatVolumes);
        Withdraw(frame, occurred);
        Confirm(frame, occurred);
        if (confirmed)
        {
            foreach (var (t, division, _) in frame.Outcomes)
                if (division.State == DivisionState.Confirmed && division.Probability >= minProbability)
                    Begin(division, t, frame, occurred);
            return;
        }

        foreach (var division in frame.Divisions)
            if (division.Probability >= minProbability)
                Begin(division, frame.T, frame, occurred);
    }

    /// <summary>What the model takes back is waited for no more.</summary>
    private void Withdraw(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var outcome in frame.Outcomes)
            if (!outcome.Confirmed && _pending.Find(seen => seen.Division.Mother == outcome.Division.Mother) is { } pending)
            {
                _ = _pending.Remove(pending);
                occurred.Add(Occurred(pending, Withdrawn));
            }
    }

    private void Confirm(FrameFacts frame, List<Occurrence> occurred)
    {
        foreach (var seen in _pending)
        {
            seen.Volumes++;
            seen.AcrossGap |= frame.AfterGap;
            if (frame.Tracks.IsPresent(seen.Division.FirstDaughter) && frame.Tracks.IsPresent(seen.Division.SecondDaughter))
                seen.Confirmed++;
            if (seen.Confirmed >= confirmVolumes)
                occurred.Add(Occurred(seen, ""));
            else if (seen.Volumes - seen.Confirmed > MissedMeanwhile)
                occurred.Add(Occurred(seen, NotConfirmed));
        }

        _pending.RemoveAll(seen => seen.Confirmed >= confirmVolumes || seen.Volumes - seen.Confirmed > MissedMeanwhile);
    }

    private void Begin(Division division, int bornT, FrameFacts frame, List<Occurrence> occurred)
    {
        var (first, second) = (frame.Tracks.Find(division.FirstDaughter), frame.Tracks.Find(division.SecondDaughter));
        var mother = frame.Tracks.Find(division.Mother);
        var radius = ((first?.RadiusMicrometres ?? 0) + (second?.RadiusMicrometres ?? 0)) / 2;
        var seen = new Seen(division, bornT, frame.TimeNs, frame.Micrometres(division.Z, division.Y, division.X), radius)
        {
            AcrossGap = frame.AfterGap,
        };
        if (!filter.Takes(seen.Place, radius, mother is null ? 0 : bornT - mother.FirstT))
            return;
        if (_recent.Exists(other => IsSame(other, seen)))
        {
            occurred.Add(Occurred(seen, SameDivision));
            return;
        }

        _recent.Add(seen);
        if (confirmVolumes == 0)
            occurred.Add(Occurred(seen, ""));
        else
            _pending.Add(seen);
    }

    /// <summary>
    /// The mother again, a daughter that divides at once, or the same place: nearer than half the cells' radius, where no neighbour's own
    /// division can be.
    /// </summary>
    private static bool IsSame(Seen before, Seen now)
    {
        var mother = now.Division.Mother;
        return mother == before.Division.Mother
            || mother == before.Division.FirstDaughter
            || mother == before.Division.SecondDaughter
            || (now.T > before.T && now.Place.DistanceTo(before.Place) < before.RadiusMicrometres / 2);
    }

    private static Occurrence Occurred(Seen seen, string against) =>
        new()
        {
            Track = seen.Division.Mother,
            Daughters = [seen.Division.FirstDaughter, seen.Division.SecondDaughter],
            Place = seen.Place,
            EventT = seen.T,
            Value = seen.Division.Probability,
            AcrossGap = seen.AcrossGap,
            Against = against,
        };

    /// <summary>The condition that options ask for.</summary>
    public static DivisionCondition Of(ConditionParts parts) =>
        new(
            parts.Filter,
            parts.Options.MinProbability ?? MinProbability,
            // The model has looked at the next volume already.
            parts.Options.Confirmed == true
                ? parts.Options.ConfirmVolumes ?? 0
                : parts.ConfirmVolumes,
            parts.Options.RepeatVolumes ?? Repeat,
            parts.Options.Confirmed == true
        );
}
