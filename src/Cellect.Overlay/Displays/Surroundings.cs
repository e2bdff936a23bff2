using Cellect.Data.Biology;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Rendering;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>What the user sees while something happens.</summary>
/// <param name="LayoutOf">Where the panels lie for a view.</param>
/// <param name="Snapshot">The time point that is shown.</param>
/// <param name="Screen">How the window is divided.</param>
/// <param name="Side">What the panel at the right shows.</param>
/// <param name="UiScale">Size of everything that is not the image.</param>
internal sealed record Surroundings(
    Func<ViewState, ViewLayout> LayoutOf,
    OverlaySnapshot Snapshot,
    ScreenLayout Screen,
    SideContent Side,
    float UiScale
)
{
    /// <summary>The bar of tools.</summary>
    public ToolBar Tools { get; init; } = ToolBar.Of(new ViewState(), true, 0, false, -1);

    /// <summary>What the drawer shows.</summary>
    public Form Form { get; init; } = Form.Empty;

    /// <summary>The division that is looked at; null: none.</summary>
    public DivisionEvidence? Division { get; init; }

    /// <summary>What went on between populations, as it is listed.</summary>
    public Listed<InteractionNews> Meetings { get; init; } = [];

    /// <summary>The regions.</summary>
    public RegionScene Regions { get; init; } = RegionScene.None;

    /// <summary>What a view's filter lets pass.</summary>
    public CellSieve Sieve(ViewState view) => CellSieve.Of(Snapshot, view, Regions);

    /// <summary>The surroundings of an event in a window.</summary>
    public static Surroundings Of(OverlaySnapshot snapshot, Drawing drawing, ViewState view, bool alarm, SideContent side)
    {
        var screen = ScreenLayout.Of(drawing, view, alarm);
        return new Surroundings(
            of => OverlayRenderer.Layout(snapshot, of, screen, drawing.UiScale),
            snapshot,
            screen,
            side,
            drawing.UiScale
        );
    }
}
