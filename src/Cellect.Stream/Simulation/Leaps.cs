namespace Cellect.Stream.Simulation;

/// <summary>Long steps that motile cells take now and then, far beyond their usual pace.</summary>
internal sealed class Leaps(SceneParameters scene, ulong seed)
{
    private const float ShortestRadii = 2,
        LongestRadii = 6;

    // A stream of its own: a scene without leaps stays what it was before there were any.
    private RandomStream _random = new(seed, 10);

    /// <summary>Moves those cells that leap in the frame that comes.</summary>
    public void Advance(List<Cell> cells)
    {
        if (scene.LeapsPerFrame <= 0)
            return;
        foreach (var cell in cells)
            if (_random.Uniform() < scene.LeapsPerFrame)
                cell.Position += _random.Direction() * (_random.Uniform(ShortestRadii, LongestRadii) * cell.GrownRadius);
    }
}
