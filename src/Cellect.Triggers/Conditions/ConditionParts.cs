using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>What a condition is made of: its options, with the regions that they name found.</summary>
/// <param name="options">The options; their keys go with their event, or that is a mistake which is told elsewhere.</param>
/// <param name="path">Where they stand in the settings.</param>
/// <param name="compiler">Finds regions and makes conditions within this one.</param>
internal sealed class ConditionParts(ConditionOptions options, string path, ConditionCompiler compiler)
{
    private const int Confirm = 1;

    /// <summary>The options.</summary>
    public ConditionOptions Options => options;

    /// <summary>Which cells count.</summary>
    public CellFilter Filter { get; } =
        new()
        {
            Inside = compiler.Find(options.Inside, $"{path}:{nameof(options.Inside)}"),
            Outside = compiler.Find(options.Outside, $"{path}:{nameof(options.Outside)}"),
            DepthMicrometres = Range(options.MinDepthMicrometres, options.MaxDepthMicrometres),
            RadiusMicrometres = Range(options.MinRadiusMicrometres, options.MaxRadiusMicrometres),
            AgeVolumes = (options.MinAgeVolumes ?? 0, options.MaxAgeVolumes ?? int.MaxValue),
        };

    /// <summary>The level that is crossed.</summary>
    public Level Level => new(options.AtLeast, options.AtMost);

    /// <summary>Later volumes that must bear it out.</summary>
    public int ConfirmVolumes => options.ConfirmVolumes ?? Confirm;

    /// <summary>The region that is entered or left; an empty one where it is missing, which is a mistake.</summary>
    public Region Region() => compiler.Find(options.Region, $"{path}:{nameof(options.Region)}") ?? new BoxRegion("", default, default);

    /// <summary>What makes a condition within this one.</summary>
    public Func<ICondition> Compile(ConditionOptions part, string key) => compiler.Compile(part, $"{path}:{key}");

    private static (double, double) Range(double? least, double? greatest) =>
        (least ?? double.NegativeInfinity, greatest ?? double.PositiveInfinity);
}
