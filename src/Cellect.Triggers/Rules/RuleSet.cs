using Cellect.Data.Regions;
using Cellect.Triggers.Conditions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Rules;

/// <summary>Rules that have been checked, and what is wrong with those that have not passed.</summary>
internal sealed class RuleSet
{
    /// <summary>Most rules.</summary>
    public const int MaxRules = 100;

    /// <summary>Most actions of a rule.</summary>
    public const int MaxActions = 8;

    private readonly List<Rule> _rules = [];
    private readonly List<string> _mistakes = [];

    /// <summary>Checks what the options' own ranges cannot: names, regions, adapters, numbers of things.</summary>
    /// <param name="options">Rules whose values are within their ranges.</param>
    /// <param name="regions">The regions that may be named.</param>
    /// <param name="adapters">The adapters that may be named; null: any, for work without a microscope.</param>
    public RuleSet(TriggerOptions options, IReadOnlyList<Region> regions, IReadOnlyCollection<string>? adapters)
    {
        (MaxFiringsPerMinute, AssumedIntervalSeconds) = (options.MaxFiringsPerMinute, options.AssumedIntervalSeconds);
        AsksForConfirmed = options.Rules.Any(rule => rule.When.AsksForConfirmed);
        if (options.Rules.Count > MaxRules)
            _mistakes.Add($"Triggers:Rules: {options.Rules.Count} rules; at most {MaxRules}");
        for (var i = 0; i < Math.Min(options.Rules.Count, MaxRules); i++)
            _rules.Add(Compile(options.Rules[i], $"Triggers:Rules:{i}", regions, adapters));
    }

    /// <summary>The rules; to be used only when nothing is wrong.</summary>
    public IReadOnlyList<Rule> Rules => _rules;

    /// <summary>Whether a rule counts divisions only that the model has confirmed.</summary>
    public bool AsksForConfirmed { get; }

    /// <summary>Everything that is wrong, one line each.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Most firings of all rules within a minute of the stream's clock.</summary>
    public int MaxFiringsPerMinute { get; }

    /// <summary>Time from one time point to the next where the stream tells none, seconds.</summary>
    public double AssumedIntervalSeconds { get; }

    private Rule Compile(RuleOptions options, string path, IReadOnlyList<Region> regions, IReadOnlyCollection<string>? adapters)
    {
        if (_rules.Exists(rule => string.Equals(rule.Name, options.Name, StringComparison.OrdinalIgnoreCase)))
            _mistakes.Add($"{path}:Name: '{options.Name}' is taken; every rule needs its own name");
        if (options.Then.Count > MaxActions)
            _mistakes.Add($"{path}:Then: {options.Then.Count} actions; at most {MaxActions}");
        var compiler = new ConditionCompiler(regions, _mistakes);
        var begin = compiler.Compile(options.When, $"{path}:When");
        var hasPlace = ConditionCompiler.HasPlace(options.When);
        var actions = options
            .Then.Take(MaxActions)
            .Select((action, i) => ActionCompiler.Compile(action, $"{path}:Then:{i}", hasPlace, adapters, _mistakes));
        return new Rule(
            options.Name,
            begin,
            ConditionCompiler.LookBack(options.When),
            options.Guards,
            [.. actions],
            options.DeadlineMilliseconds / 1e3
        )
        {
            When = ConditionWords.Of(options.When),
            ReadsBrightness = ConditionCompiler.ReadsBrightness(options.When),
        };
    }
}
