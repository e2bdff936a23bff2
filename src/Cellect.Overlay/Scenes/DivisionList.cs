using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>The order of the list of divisions.</summary>
internal enum DivisionOrder
{
    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>The least probable first.</summary>
    Doubtful,

    /// <summary>The most probable first.</summary>
    Likely,
}

/// <summary>Which divisions are listed.</summary>
internal enum DivisionChoice
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that nobody has accepted or rejected.</summary>
    Open,

    /// <summary>Those that somebody has.</summary>
    Judged,
}

/// <summary>How the list of divisions is seen.</summary>
/// <param name="Order">Its order.</param>
/// <param name="Choice">Which are listed.</param>
/// <param name="Scroll">Lines above its upper edge.</param>
internal readonly record struct DivisionList(DivisionOrder Order, DivisionChoice Choice, int Scroll)
{
    /// <summary>The divisions that are listed, in their order.</summary>
    /// <param name="newestFirst">All of them.</param>
    /// <param name="verdicts">What people have said, by mother.</param>
    public DivisionEntry[] Of(DivisionEntry[] newestFirst, IReadOnlyDictionary<int, bool> verdicts)
    {
        var choice = Choice;
        var chosen =
            choice == DivisionChoice.All
                ? newestFirst
                : newestFirst.Where(entry => verdicts.ContainsKey(entry.Mother) == (choice == DivisionChoice.Judged));
        return Order switch
        {
            DivisionOrder.Doubtful => [.. chosen.OrderBy(entry => entry.Probability)],
            DivisionOrder.Likely => [.. chosen.OrderByDescending(entry => entry.Probability)],
            _ => [.. chosen],
        };
    }
}
