using System.Collections.Immutable;
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
    /// <summary>What is waited for where nothing else is known.</summary>
    public const string FirstVolume = "waiting for the first volume";

    /// <summary>Brightness of the division marks, 0 to 1.</summary>
    public float Flash { get; init; } = 1;

    /// <summary>The time points kept.</summary>
    public TimelineContent Timeline { get; init; } = TimelineContent.Empty;

    /// <summary>Plots, facts and events.</summary>
    public SideContent Side { get; init; } = SideContent.Empty;

    /// <summary>Regions of interest.</summary>
    public RegionScene Regions { get; init; } = RegionScene.None;

    /// <summary>What people call tracks; the same object while nothing has changed.</summary>
    public ImmutableDictionary<int, string> Names { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>How the window is divided.</summary>
    public ScreenLayout Screen => ScreenLayout.Of(Drawing, View, Alarm is not null);

    /// <summary>What the stripe along the upper edge says; null while there is none.</summary>
    public AlarmFrame? Alarm => AlarmFrame.Of(Status);

    /// <summary>The bar of tools; shown where the view has one.</summary>
    public ToolBar? Tools { get; init; }

    /// <summary>What the drawer shows.</summary>
    public Form Form { get; init; } = Form.Empty;

    /// <summary>When the time point was exposed, in words; empty where that is not known.</summary>
    public string Clock { get; init; } = "";

    /// <summary>Words beside what the pointer rests on; null for none.</summary>
    public HoverText? Hover { get; init; }

    /// <summary>What the window waits for, before the first volume.</summary>
    public string Waiting { get; init; } = FirstVolume;

    /// <summary>What the user has just done or must confirm; empty for nothing.</summary>
    public string Message { get; init; } = "";
}
