using Cellect.Data.Regions;
using Cellect.Triggers.Conditions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Rules;

/// <summary>Makes conditions of options, with the defaults of what is not set.</summary>
/// <param name="regions">The regions that may be named.</param>
/// <param name="mistakes">Gets what is wrong.</param>
internal sealed class ConditionCompiler(IReadOnlyList<Region> regions, List<string> mistakes)
{
    /// <summary>Least probability of a division where none is set.</summary>
    public const double MinProbability = 0.5;

    private const int Confirm = 1,
        ConfirmLost = 3,
        Repeat = 5;
    private const double Window = 600,
        Within = 600,
        DensityUnit = 1e6;

    /// <summary>Whether what the condition finds has a place that the stage could go to.</summary>
    public static bool HasPlace(ConditionOptions options) =>
        options.Event switch
        {
            TriggerEvent.DivisionRate or TriggerEvent.CellCount or TriggerEvent.CellDensity => false,
            TriggerEvent.Sequence => options.Then is { } then && HasPlace(then),
            _ => true,
        };

    /// <summary>Volumes that a track that is gone must be remembered.</summary>
    public static int LookBack(ConditionOptions options) =>
        options.Event switch
        {
            TriggerEvent.LostTrack => (options.ConfirmVolumes ?? ConfirmLost) + 1,
            TriggerEvent.Sequence => Math.Max(
                options.First is { } first ? LookBack(first) : 0,
                options.Then is { } then ? LookBack(then) : 0
            ),
            _ => 0,
        };

    /// <summary>What makes the condition anew for each series.</summary>
    /// <param name="options">The condition; its keys go with its event, or that is a mistake which is told elsewhere.</param>
    /// <param name="path">Where it stands in the settings.</param>
    public Func<ICondition> Compile(ConditionOptions options, string path)
    {
        var filter = Filter(options, path);
        var confirm = options.ConfirmVolumes ?? Confirm;
        var level = new Level(options.AtLeast, options.AtMost);
        switch (options.Event)
        {
            case TriggerEvent.Division:
                return () => Divisions(options, filter);
            case TriggerEvent.DivisionRate:
                return () => new DivisionRateCondition(Divisions(options, filter), level, options.WindowSeconds ?? Window);
            case TriggerEvent.CellCount:
                return () => new CountCondition(filter, level, confirm, 0);
            case TriggerEvent.CellDensity:
                return () => new CountCondition(filter, level, confirm, DensityUnit);
            case TriggerEvent.EnterRegion or TriggerEvent.LeaveRegion:
                var region = Find(options.Region, $"{path}:{nameof(options.Region)}") ?? new BoxRegion("", default, default);
                return () => new RegionCondition(filter, region, options.Event == TriggerEvent.EnterRegion, confirm);
            case TriggerEvent.Speed:
                return () => new SpeedCondition(filter, level, confirm);
            case TriggerEvent.NewTrack:
                return () => new NewTrackCondition(filter, confirm);
            case TriggerEvent.LostTrack:
                return () => new LostTrackCondition(filter, options.ConfirmVolumes ?? ConfirmLost);
            case TriggerEvent.Sequence when options is { First.Event: not TriggerEvent.Sequence, Then.Event: not TriggerEvent.Sequence }:
                var (first, then) = (Compile(options.First, $"{path}:First"), Compile(options.Then, $"{path}:Then"));
                return () => new SequenceCondition(first(), then(), options.WithinSeconds ?? Within, options.SameCell ?? false);
            default:
                return static () => throw new InvalidOperationException("a rule with mistakes is not to be used");
        }
    }

    private static DivisionCondition Divisions(ConditionOptions options, CellFilter filter) =>
        new(filter, options.MinProbability ?? MinProbability, options.ConfirmVolumes ?? Confirm, options.RepeatVolumes ?? Repeat);

    private CellFilter Filter(ConditionOptions options, string path) =>
        new()
        {
            Inside = Find(options.Inside, $"{path}:{nameof(options.Inside)}"),
            Outside = Find(options.Outside, $"{path}:{nameof(options.Outside)}"),
            DepthMicrometres = Range(options.MinDepthMicrometres, options.MaxDepthMicrometres),
            RadiusMicrometres = Range(options.MinRadiusMicrometres, options.MaxRadiusMicrometres),
            AgeVolumes = (options.MinAgeVolumes ?? 0, options.MaxAgeVolumes ?? int.MaxValue),
        };

    private static (double, double) Range(double? least, double? greatest) =>
        (least ?? double.NegativeInfinity, greatest ?? double.PositiveInfinity);

    private Region? Find(string? name, string path)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        var region = regions.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        if (region is null)
            mistakes.Add(
                $"{path}: no region '{(name.Length > 64 ? name[..64] + "..." : name)}'; "
                    + (
                        regions.Count == 0
                            ? "there are none: draw one or name their file in Triggers:RegionsFile"
                            : $"there are {string.Join(", ", regions.Take(20).Select(r => r.Name))}"
                    )
            );
        return region;
    }
}
