namespace Cellect.Triggers.Conditions;

/// <summary>Watches the frames of a series, every one in the order of time, for one kind of event. Deterministic in the facts.</summary>
internal interface ICondition
{
    /// <summary>True when it fires on crossing a level, and so is not looked at before the rule's warm-up is over.</summary>
    bool IsLevel { get; }

    /// <summary>One more frame.</summary>
    /// <param name="frame">Its facts.</param>
    /// <param name="occurred">Gets what has been met in this frame.</param>
    void Observe(FrameFacts frame, List<Occurrence> occurred);
}
