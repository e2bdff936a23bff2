using System.Collections.Immutable;

namespace Cellect.Overlay.Scenes;

/// <summary>What the timeline shows.</summary>
/// <param name="Frames">The time points kept, oldest first, with the divisions of each.</param>
/// <param name="Shown">Index of the one that is shown; the last one when live.</param>
/// <param name="Live">True while the newest time point is followed.</param>
internal sealed record TimelineContent(ImmutableArray<TimelineFrame> Frames, int Shown, bool Live)
{
    /// <summary>Nothing kept yet.</summary>
    public static TimelineContent Empty { get; } = new([], 0, true);

    /// <summary>Time points after the one shown.</summary>
    public int Behind => Frames.IsEmpty ? 0 : Frames[^1].T - Frames[Shown].T;
}

/// <summary>One time point that is kept.</summary>
/// <param name="T">Time point.</param>
/// <param name="Divisions">Divisions in it.</param>
internal readonly record struct TimelineFrame(int T, int Divisions);
