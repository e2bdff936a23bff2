namespace Cellect.Stream.Simulation.Spleen;

/// <summary>A neutrophil or a macrophage.</summary>
/// <param name="population">Its channel.</param>
/// <param name="body">Its place and shape.</param>
internal sealed class Eater(int population, Cell body)
{
    public int Population { get; } = population;

    public Cell Body { get; } = body;

    /// <summary>Steps of this one, voxels of x per frame; a macrophage rests.</summary>
    public float Speed;

    /// <summary>The bacterium that it goes for.</summary>
    public Bacterium? Prey;

    /// <summary>Those that it holds or has taken up.</summary>
    public List<Bacterium> Held { get; } = [];

    /// <summary>Whether there is room for another one.</summary>
    public bool HasRoom => Held.Count < (Population == SpleenScene.NeutrophilChannel ? 4 : 8);

    /// <summary>Whether one of those it holds is still outside.</summary>
    public bool IsBusy
    {
        get
        {
            foreach (var bacterium in Held)
                if (!bacterium.IsInside)
                    return true;
            return false;
        }
    }
}
