using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>A row of <c>tracks.csv</c>.</summary>
/// <param name="T">Time point, from 0.</param>
/// <param name="Cell">The other columns.</param>
internal readonly record struct TrackRow(int T, TrackedCell Cell)
{
    /// <summary>Channel of its population; of tables without the column the one that the reader was told.</summary>
    public int Population { get; init; }
}
