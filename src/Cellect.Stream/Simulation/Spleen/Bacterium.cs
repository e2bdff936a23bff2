namespace Cellect.Stream.Simulation.Spleen;

/// <summary>A bacterium: free, held at the surface of a cell, or inside it.</summary>
/// <param name="body">Its place and shape.</param>
internal sealed class Bacterium(Cell body)
{
    public Cell Body { get; } = body;

    /// <summary>Who holds it; null: it is free.</summary>
    public Eater? Taker;

    /// <summary>Its place against the taker's centre.</summary>
    public Vec3 Offset;

    /// <summary>Frames for which it will still be held at the surface.</summary>
    public int HeldFor;

    /// <summary>Whether its uptake has been told.</summary>
    public bool WasInside;

    /// <summary>Its centre is inside the one that took it.</summary>
    public bool IsInside => Taker is { } taker && Offset.LengthSquared < taker.Body.GrownRadius * taker.Body.GrownRadius;
}
