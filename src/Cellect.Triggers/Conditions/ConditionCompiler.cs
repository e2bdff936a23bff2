using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>Makes conditions of options.</summary>
/// <param name="regions">The regions that may be named.</param>
/// <param name="mistakes">Gets what is wrong.</param>
internal sealed class ConditionCompiler(IReadOnlyList<Region> regions, List<string> mistakes)
{
    private const int MostNames = 20,
        LongestName = 64;

    /// <summary>Whether what the condition finds has a place that the stage could go to.</summary>
    public static bool HasPlace(ConditionOptions options) => ConditionKinds.Of(options)?.HasPlace(options) ?? true;

    /// <summary>Whether the condition needs the brightness of cells.</summary>
    public static bool ReadsBrightness(ConditionOptions options) => ConditionKinds.Of(options)?.ReadsBrightness(options) == true;

    /// <summary>Volumes that a track that is gone must be remembered.</summary>
    public static int LookBack(ConditionOptions options) => ConditionKinds.Of(options)?.LookBack(options) ?? 0;

    /// <summary>What makes the condition anew for each series.</summary>
    /// <param name="options">The condition; its keys go with its event, or that is a mistake which is told elsewhere.</param>
    /// <param name="path">Where it stands in the settings.</param>
    public Func<ICondition> Compile(ConditionOptions options, string path) =>
        ConditionKinds.Of(options) is { } kind && kind.Missing(options) is null
            ? OfPopulation(kind, options.Channel, kind.Compile(new(options, path, this)))
            : static () => throw new InvalidOperationException("a rule with mistakes is not to be used");

    private static Func<ICondition> OfPopulation(ConditionKind kind, int? channel, Func<ICondition> compiled) =>
        kind.SeesAllPopulations ? compiled : () => new PopulationCondition(compiled(), channel);

    /// <summary>The region of a name; null without a name, or where there is none: a mistake.</summary>
    public Region? Find(string? name, string path)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        var region = regions.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        if (region is null)
            mistakes.Add($"{path}: no region '{(name.Length > LongestName ? name[..LongestName] + "..." : name)}'; {Known()}");
        return region;
    }

    private string Known() =>
        regions.Count == 0
            ? "there are none: draw one or name their file in Triggers:RegionsFile"
            : $"there are {string.Join(", ", regions.Take(MostNames).Select(r => r.Name))}";
}
