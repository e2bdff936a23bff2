using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>What the panel at the right shows. Parts that are the same object look the same.</summary>
/// <param name="Curve">Figures over time, oldest first.</param>
/// <param name="Facts">Facts about the selected track; null when none is selected.</param>
/// <param name="Tree">Its family.</param>
/// <param name="Events">The newest divisions, newest first.</param>
internal sealed record SideContent(CurvePoint[] Curve, TrackFacts? Facts, TreeContent? Tree, EventsContent Events)
{
    /// <summary>Nothing yet.</summary>
    public static SideContent Empty { get; } = new([], null, null, new EventsContent([], 0));
}

/// <summary>A family and where the eye is in it.</summary>
/// <param name="Tree">The family.</param>
/// <param name="Selected">The selected track.</param>
/// <param name="T">The time point that is shown.</param>
internal sealed record TreeContent(LineageTree Tree, int Selected, int T);

/// <summary>The list of divisions.</summary>
/// <param name="Events">Newest first.</param>
/// <param name="Selected">The selected track, whose divisions stand out.</param>
internal sealed record EventsContent(DivisionEntry[] Events, int Selected);
