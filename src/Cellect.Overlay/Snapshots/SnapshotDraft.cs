using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>
/// A frame that may be drawn. Making one costs the pipeline a lease and a few references; projections and tails are
/// computed by whoever draws, and not at all for a frame that a newer one overtakes.
/// </summary>
/// <param name="recent">The last frames of the series, oldest first, the one to be drawn last; never changed.</param>
/// <param name="volume">A lease on the volume of the last frame, which the draft owns; null when there is no image.</param>
/// <param name="tracks">Tracks so far.</param>
/// <param name="divisions">Divisions so far.</param>
/// <param name="book">Everything that the series has told; null in tests that need none of it.</param>
internal sealed class SnapshotDraft(TrackedFrame[] recent, Volume? volume, int tracks, int divisions, SeriesHistory? book = null)
    : IDisposable
{
    /// <summary>The last frames of the series, oldest first.</summary>
    public ReadOnlySpan<TrackedFrame> Recent => recent;

    /// <summary>The frame to be drawn.</summary>
    public TrackedFrame Frame => recent[^1];

    /// <summary>Its voxels, or those of a preview of them; null when there is no image.</summary>
    public Volume? Volume => volume;

    /// <summary>Tracks of the series so far.</summary>
    public int Tracks => tracks;

    /// <summary>Divisions of the series so far.</summary>
    public int Divisions => divisions;

    /// <summary>The populations whose cells these are; empty where nobody tells.</summary>
    public IReadOnlyList<Population> Populations { get; init; } = [];

    /// <summary>Everything that the series has told.</summary>
    public SeriesHistory? Book => book;

    /// <summary>Gives the volume back.</summary>
    public void Dispose() => volume?.Dispose();
}
