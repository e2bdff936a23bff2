namespace Cellect.Analysis.Finishing;

/// <summary>What of the tracks is a person's word: the final result leaves it as it is.</summary>
/// <param name="Tracks">Tracks that are cells.</param>
/// <param name="Starts">Tracks of which it was said that they come from nowhere, or from where.</param>
internal sealed record FixedPlaces(IReadOnlySet<int> Tracks, IReadOnlySet<int> Starts)
{
    /// <summary>Nothing was said.</summary>
    public static FixedPlaces None { get; } = new(new HashSet<int>(), new HashSet<int>());
}
