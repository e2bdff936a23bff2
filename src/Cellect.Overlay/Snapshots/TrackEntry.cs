using System.Numerics;

namespace Cellect.Overlay.Snapshots;

/// <summary>What is known of a track.</summary>
/// <param name="Track">Track id, from 1.</param>
/// <param name="Parent">Track id of the mother, or -1.</param>
/// <param name="FirstT">Time point at which it was first seen.</param>
/// <param name="LastT">Time point at which it was last seen.</param>
internal readonly record struct TrackEntry(int Track, int Parent, int FirstT, int LastT)
{
    /// <summary>Founder of the family.</summary>
    public int Root { get; init; }

    /// <summary>Way that the cell has gone since it was first seen here, µm.</summary>
    public float Path { get; init; }

    /// <summary>Where it was first seen (x, y, z), µm; null when only a snapshot has told of it.</summary>
    public Vector3? FirstPlace { get; init; }

    /// <summary>Where it was last seen (x, y, z), µm; null when only a snapshot has told of it.</summary>
    public Vector3? Place { get; init; }
}
