namespace Cellect.Stream.Simulation;

public sealed partial record SceneParameters
{
    /// <summary>The scene with some values replaced.</summary>
    /// <param name="query">As after the question mark of <c>sim:embryo?frames=50&amp;cells=20</c>; docs/simulation.md names every key. No
    /// seed here.</param>
    /// <exception cref="FormatException">An unknown key, or a value out of its limits; the text names value, limits and remedy.</exception>
    public SceneParameters With(string query) => SceneQuery.Apply(this, SceneQuery.Split(query));
}
