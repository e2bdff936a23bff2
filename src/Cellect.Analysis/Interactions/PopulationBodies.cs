namespace Cellect.Analysis.Interactions;

/// <summary>The cells of one population at one time point.</summary>
/// <param name="Population">Its channel.</param>
/// <param name="Bodies">The cells.</param>
internal sealed record PopulationBodies(int Population, IReadOnlyList<Body> Bodies)
{
    /// <summary>Mean radius, µm; null: there is no cell.</summary>
    public double? MeanRadius => Bodies.Count == 0 ? null : Bodies.Average(body => body.Radius);
}
