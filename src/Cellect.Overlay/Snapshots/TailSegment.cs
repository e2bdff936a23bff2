using System.Numerics;

namespace Cellect.Overlay.Snapshots;

/// <summary>One step of a track's tail.</summary>
/// <param name="Track">Track id at the later end: decides the colour.</param>
/// <param name="From">Earlier position (x, y, z), µm.</param>
/// <param name="To">Later position (x, y, z), µm.</param>
/// <param name="FromAge">Age of <paramref name="From"/>: 0 is now, 1 the length of the tail.</param>
/// <param name="ToAge">Age of <paramref name="To"/>.</param>
internal readonly record struct TailSegment(int Track, Vector3 From, Vector3 To, float FromAge, float ToAge)
{
    /// <summary>Founder of the family.</summary>
    public int Root { get; init; }
}
