namespace Cellect.Triggers.Conditions;

/// <summary>One kind of condition: what it is called, what may be said of it, and how it is made. A member of
/// <see cref="ConditionKinds"/>.</summary>
internal sealed record ConditionKind
{
    /// <summary>What <see cref="ConditionOptions.Event"/> calls it.</summary>
    public required string Event { get; init; }

    /// <summary>What is waited for as a person would say it; what narrows it is added (<see cref="ConditionWords"/>).</summary>
    public required Func<ConditionOptions, string> Words { get; init; }

    /// <summary>The keys that go with it: names of properties of <see cref="ConditionOptions"/>.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>What makes the condition anew for each series. What is wrong is told to the parts, once, before a series begins.</summary>
    public required Func<ConditionParts, Func<ICondition>> Compile { get; init; }

    /// <summary>What is missing: the key and the sentence that follows it; or null.</summary>
    public Func<ConditionOptions, (string Key, string Message)?> Missing { get; init; } = static _ => null;

    /// <summary>Whether what it finds has a place that the stage could go to.</summary>
    public Func<ConditionOptions, bool> HasPlace { get; init; } = static _ => true;

    /// <summary>Whether it needs the brightness of cells, which is read from every volume then.</summary>
    public Func<ConditionOptions, bool> ReadsBrightness { get; init; } = static _ => false;

    /// <summary>Whether it sees the frames of all populations; else those of one alone (<see cref="PopulationCondition"/>).</summary>
    public bool SeesAllPopulations { get; init; }

    /// <summary>Volumes that a track that is gone must be remembered.</summary>
    public Func<ConditionOptions, int> LookBack { get; init; } = static _ => 0;
}
