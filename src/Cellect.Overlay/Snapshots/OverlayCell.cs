using System.Numerics;

namespace Cellect.Overlay.Snapshots;

/// <summary>A cell as it is drawn.</summary>
/// <param name="Track">Track id, from 1: decides the colour.</param>
/// <param name="Position">Centre (x, y, z), µm from the corner of the volume.</param>
/// <param name="Radius">µm.</param>
internal readonly record struct OverlayCell(int Track, Vector3 Position, float Radius)
{
    /// <summary>Founder of the family; the track itself when it has no mother.</summary>
    public int Root { get; init; }

    /// <summary>Channel of its population.</summary>
    public int Population { get; init; }

    /// <summary>Track id of the mother, or -1.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>Mean speed over the last steps, in the snapshot's <see cref="OverlaySnapshot.SpeedUnit"/>; not a number before the
    /// second.</summary>
    public float Speed { get; init; } = float.NaN;

    /// <summary>Time points since the cell was first seen; 0 in that one.</summary>
    public int Age { get; init; }

    /// <summary>Probability of the link to the time point before, 0 to 1.</summary>
    public float Link { get; init; } = 1;

    /// <summary>Confidence of the detection, 0 to 1.</summary>
    public float Score { get; init; }

    /// <summary>Probability that it is a daughter first seen here, 0 to 1.</summary>
    public float Division { get; init; }

    /// <summary>True when the cell has come out of nowhere in the last frames.</summary>
    public bool Entering { get; init; }
}
