using Cellect.Analysis.Interactions;
using C = Cellect.Triggers.Conditions.ConditionOptions;

namespace Cellect.Triggers.Conditions;

/// <summary>A cell of one population begins to touch one of another, or one of the two takes the other (docs/analysis.md, "Between
/// populations").</summary>
/// <param name="kind">What is waited for.</param>
/// <param name="filter">Of the cell that the rule is about.</param>
/// <param name="channel">Population of that cell; null: the first that is tracked.</param>
/// <param name="with">Population of the other; null: any.</param>
/// <param name="options">When two cells touch.</param>
internal sealed class MeetingCondition(InteractionKind kind, CellFilter filter, int? channel, int? with, InteractionOptions options)
    : ICondition
{
    private const double Touching = 1;
    private const int ConfirmContact = 1,
        ConfirmEngulfed = 2;

    /// <summary>Contact, as rules name it.</summary>
    public static readonly ConditionKind Contact = new()
    {
        Event = "Contact",
        Words = o => $"a cell{Of(o.Channel)} comes within {ConditionWords.Text(o.AtMost ?? Touching)} µm of one{Of(o.With)}",
        Keys = [.. ConditionKeys.Track, nameof(C.With), nameof(C.AtMost)],
        Missing = Missing,
        SeesAllPopulations = true,
        Compile = parts =>
            () =>
                Create(
                    InteractionKind.Contact,
                    parts,
                    new InteractionOptions(
                        ContactMicrometres: parts.Options.AtMost ?? Touching,
                        ContactFrames: 1 + (parts.Options.ConfirmVolumes ?? ConfirmContact)
                    )
                ),
    };

    /// <summary>Engulfment, as rules name it.</summary>
    public static readonly ConditionKind Engulfed = new()
    {
        Event = "Engulfed",
        Words = o => $"a cell{Of(o.Channel)} and one{Of(o.With)} have become one inside the other",
        Keys = [.. ConditionKeys.Track, nameof(C.With)],
        Missing = Missing,
        SeesAllPopulations = true,
        Compile = parts =>
            () =>
                Create(
                    InteractionKind.Engulfed,
                    parts,
                    new InteractionOptions(EngulfedFrames: 1 + (parts.Options.ConfirmVolumes ?? ConfirmEngulfed))
                ),
    };

    private readonly PopulationInteractions _interactions = new(options);
    private readonly SortedDictionary<int, FrameFacts> _point = [];
    private readonly HashSet<int> _known = [];
    private int? _firstT;
    private int _t;

    /// <inheritdoc/>
    public bool IsLevel => false;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        if (_point.Count > 0 && frame.T != _t)
            Meet(occurred, frame.FirstPopulation);
        _firstT ??= frame.T;
        _t = frame.T;
        _known.Add(frame.Population);
        _point[frame.Population] = frame;
        // Which populations there are shows in the first time point: it is looked at once the next one begins.
        if (frame.T != _firstT && _point.Count == _known.Count)
            Meet(occurred, frame.FirstPopulation);
    }

    private static MeetingCondition Create(InteractionKind kind, ConditionParts parts, InteractionOptions options) =>
        new(kind, parts.Filter, parts.Options.Channel, parts.Options.With, options);

    private static (string Key, string Message)? Missing(C options) =>
        options.With is { } with && with == options.Channel
            ? (nameof(C.With), $"{options.Event} is between two populations: With must be another than Channel")
            : null;

    private static string Of(int? channel) => channel is { } c ? $" of channel {c}" : "";

    private void Meet(List<Occurrence> occurred, int first)
    {
        var frames = _point.Values.ToArray();
        _point.Clear();
        var found = _interactions.Advance(
            frames[0].T,
            0,
            [.. frames.Select(frame => new PopulationBodies(frame.Population, [.. frame.Cells.Select(Body)]))],
            track => frames.Any(frame => frame.Divisions.Any(division => division.Mother == track))
        );
        foreach (var happened in found.Events)
            if (happened.Kind == kind)
                Look(happened, frames, channel ?? first, occurred);
    }

    private void Look(Interaction happened, FrameFacts[] frames, int mine, List<Occurrence> occurred)
    {
        if (happened is not { Partner: { } partner, PartnerPopulation: { } partnerPopulation })
            return;
        var isSmaller = happened.Population == mine;
        var (population, track) = isSmaller ? (mine, happened.Track) : (partnerPopulation, partner);
        var other = isSmaller ? partnerPopulation : happened.Population;
        if (population != mine || (with is { } wanted && other != wanted))
            return;
        var frame = frames.First(frame => frame.Population == mine);
        if (frame.Tracks.Find(track) is not { } cell || !filter.Takes(cell))
            return;
        occurred.Add(
            new Occurrence
            {
                Track = track,
                Place = cell.Place,
                EventT = happened.T,
                Value = happened.Distance ?? 0,
                AcrossGap = frames.Any(one => one.AfterGap),
            }
        );
    }

    private static Body Body(CellFacts cell) => new(cell.Track, cell.Place, cell.RadiusMicrometres);
}
