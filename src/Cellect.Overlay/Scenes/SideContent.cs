using System.Collections.Immutable;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>What the panel at the right shows. Parts that are the same object look the same.</summary>
/// <param name="Plots">Figures over time.</param>
/// <param name="Facts">Facts about the selected track; null when none is selected.</param>
/// <param name="Tree">Its family.</param>
/// <param name="Events">The divisions, in their order.</param>
internal sealed record SideContent(PlotsContent Plots, TrackFacts? Facts, TreeContent? Tree, EventsContent Events)
{
    /// <summary>Nothing yet.</summary>
    public static SideContent Empty { get; } = new(new PlotsContent([], null), null, null, EventsContent.Empty);
}

/// <summary>Figures over time, and which of them are looked at.</summary>
/// <param name="Curve">The figures, oldest first.</param>
/// <param name="Marked">The time point of the image; null where it is that of the newest figures.</param>
internal readonly record struct PlotsContent(CurvePoint[] Curve, int? Marked);

/// <summary>A family and where the eye is in it.</summary>
/// <param name="Tree">The family.</param>
/// <param name="Selected">The selected track.</param>
/// <param name="T">The time point that is shown.</param>
internal sealed record TreeContent(LineageTree Tree, int Selected, int T);

/// <summary>The list of divisions.</summary>
/// <param name="Events">Those that are listed, in their order.</param>
/// <param name="Selected">The selected track, whose divisions stand out.</param>
internal sealed record EventsContent(DivisionEntry[] Events, int Selected)
{
    /// <summary>No divisions.</summary>
    public static EventsContent Empty { get; } = new([], 0);

    /// <summary>The division that is looked at, by its mother; 0: none.</summary>
    public int Division { get; init; }

    /// <summary>Order, choice and place of the list.</summary>
    public DivisionList List { get; init; }

    /// <summary>What people have said, by mother.</summary>
    public IReadOnlyDictionary<int, bool> Verdicts { get; init; } = ImmutableDictionary<int, bool>.Empty;
}
