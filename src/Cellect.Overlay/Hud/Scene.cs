using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Hud;

/// <summary>All that a drawing depends on: equal scenes look the same.</summary>
/// <param name="Snapshot">The time point, or null before the first one.</param>
/// <param name="View">What the user looks at.</param>
/// <param name="Status">The words of the status strip.</param>
/// <param name="Drawing">Size of the framebuffer.</param>
internal sealed record Scene(OverlaySnapshot? Snapshot, ViewState View, StatusText Status, Drawing Drawing)
{
    /// <summary>Brightness of the division marks, 0 to 1.</summary>
    public float Flash { get; init; } = 1;

    /// <summary>The time points kept.</summary>
    public TimelineContent Timeline { get; init; } = TimelineContent.Empty;

    /// <summary>Plots, facts and events.</summary>
    public SideContent Side { get; init; } = SideContent.Empty;

    /// <summary>Regions of interest.</summary>
    public RegionScene Regions { get; init; } = RegionScene.None;

    /// <summary>How the window is divided.</summary>
    public ScreenLayout Screen => ScreenLayout.Of(Drawing, View.SidePanel, Alarm is not null);

    /// <summary>What the stripe along the upper edge says; null while there is none.</summary>
    public AlarmFrame? Alarm => AlarmFrame.Of(Status);

    /// <summary>What the user has just done or must confirm; empty for nothing.</summary>
    public string Message { get; init; } = "";
}
