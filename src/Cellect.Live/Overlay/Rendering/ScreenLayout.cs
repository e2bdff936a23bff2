using Cellect.Live.Overlay.Hud;

namespace Cellect.Live.Overlay.Rendering;

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
    public static ScreenLayout Of(Drawing drawing, bool side)
    {
        var strip = StatusStrip.Height(drawing);
        var timeline = MathF.Round(TimelineHeight * drawing.UiScale);
        var width = side ? MathF.Round(MathF.Min(SideWidth * drawing.UiScale, LargestSideShare * drawing.Width)) : 0;
        var height = drawing.Height - strip - timeline;
        return new ScreenLayout(
            new PixelRect(0, 0, drawing.Width - width, height),
            new PixelRect(drawing.Width - width, 0, width, height),
            new PixelRect(0, height, drawing.Width, timeline),
            new PixelRect(0, height + timeline, drawing.Width, strip));
    }
}
