namespace Cellect.Triggers.Conditions;

/// <summary>A condition on the cells of one population: it sees the frames of that channel alone.</summary>
/// <param name="condition">The condition.</param>
/// <param name="channel">The channel; null: the first that is tracked.</param>
internal sealed class PopulationCondition(ICondition condition, int? channel) : ICondition
{
    /// <inheritdoc/>
    public bool IsLevel => condition.IsLevel;

    /// <inheritdoc/>
    public void Observe(FrameFacts frame, List<Occurrence> occurred)
    {
        if (frame.Population == (channel ?? frame.FirstPopulation))
            condition.Observe(frame, occurred);
    }
}
