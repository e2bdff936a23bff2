using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Hud;

/// <summary>How the window is divided.</summary>
/// <param name="Stripe">The stripe along the upper edge; empty while there is none.</param>
/// <param name="Tools">The bar of tools; empty where there is none.</param>
/// <param name="Drawer">The drawer at the left; empty while it is closed.</param>
/// <param name="Image">The volume.</param>
/// <param name="Side">Plots, facts and events; empty while hidden.</param>
/// <param name="Timeline">The last time points.</param>
/// <param name="Status">The strip along the lower edge.</param>
internal readonly record struct ScreenLayout(
    PixelRect Stripe,
    PixelRect Tools,
    PixelRect Drawer,
    PixelRect Image,
    PixelRect Side,
    PixelRect Timeline,
    PixelRect Status
)
{
    private const float SideWidth = 336;
    private const float TimelineHeight = 30;
    private const float LargestSideShare = 0.45f;
    private const float LargestDrawerShare = 0.4f;

    /// <summary>Divides a drawing.</summary>
    /// <param name="drawing">The drawing.</param>
    /// <param name="view">Which parts are shown.</param>
    /// <param name="alarm">True while there is a stripe along the upper edge.</param>
    public static ScreenLayout Of(Drawing drawing, ViewState view, bool alarm = false)
    {
        var strip = StatusStrip.Height(drawing);
        var timeline = MathF.Round(TimelineHeight * drawing.UiScale);
        var side = view.SidePanel ? Width(drawing, SideWidth, LargestSideShare) : 0;
        var drawer = view.Drawer == Scenes.Drawer.None ? 0 : Width(drawing, FormPart.Width, LargestDrawerShare);
        var stripe = alarm ? MathF.Round(AlarmFrame.Height * drawing.UiScale) : 0;
        var tools = view.Tools ? MathF.Round(ToolsPart.Height * drawing.UiScale) : 0;
        var top = stripe + tools;
        var bottom = drawing.Height - strip - timeline;
        return new ScreenLayout(
            new PixelRect(0, 0, drawing.Width, stripe),
            new PixelRect(0, stripe, drawing.Width, tools),
            new PixelRect(0, top, drawer, bottom - top),
            new PixelRect(drawer, top, drawing.Width - side - drawer, bottom - top),
            new PixelRect(drawing.Width - side, top, side, bottom - top),
            new PixelRect(0, bottom, drawing.Width, timeline),
            new PixelRect(0, bottom + timeline, drawing.Width, strip)
        );
    }

    private static float Width(Drawing drawing, float width, float largest) =>
        MathF.Round(MathF.Min(width * drawing.UiScale, largest * drawing.Width));
}
