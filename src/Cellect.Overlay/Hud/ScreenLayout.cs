using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Hud;

/// <summary>How the window is divided.</summary>
/// <param name="Image">The volume.</param>
/// <param name="Side">Plots, facts and events; empty while hidden.</param>
/// <param name="Timeline">The last time points.</param>
/// <param name="Status">The strip along the lower edge.</param>
internal readonly record struct ScreenLayout(PixelRect Image, PixelRect Side, PixelRect Timeline, PixelRect Status)
{
    private const float SideWidth = 336;
    private const float TimelineHeight = 30;
    private const float LargestSideShare = 0.45f;

    /// <summary>Divides a drawing.</summary>
    /// <param name="drawing">The drawing.</param>
    /// <param name="side">True while the panel at the right is shown.</param>
    /// <param name="alarm">True while there is a stripe along the upper edge.</param>
    public static ScreenLayout Of(Drawing drawing, bool side, bool alarm = false)
    {
        var strip = StatusStrip.Height(drawing);
        var timeline = MathF.Round(TimelineHeight * drawing.UiScale);
        var width = side ? MathF.Round(MathF.Min(SideWidth * drawing.UiScale, LargestSideShare * drawing.Width)) : 0;
        var top = alarm ? MathF.Round(AlarmFrame.Height * drawing.UiScale) : 0;
        var bottom = drawing.Height - strip - timeline;
        return new ScreenLayout(
            new PixelRect(0, top, drawing.Width - width, bottom - top),
            new PixelRect(drawing.Width - width, top, width, bottom - top),
            new PixelRect(0, bottom, drawing.Width, timeline),
            new PixelRect(0, bottom + timeline, drawing.Width, strip)
        );
    }
}
