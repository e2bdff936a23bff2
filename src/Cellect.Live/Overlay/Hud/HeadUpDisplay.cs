using System.Numerics;
using Cellect.Live.Overlay.Rendering;

namespace Cellect.Live.Overlay.Hud;

/// <summary>All text and everything else that lies over the image in screen pixels.</summary>
internal sealed class HeadUpDisplay(GlDevice device, Quad quad) : IDisposable
{
    private readonly LayerPass _pass = new(device, quad);
    private readonly HudLayer<StatusText> _status = new(device, StatusStrip.Paint);
    private readonly HudLayer<string>[] _captions = [new(device, PanelCaption.Paint), new(device, PanelCaption.Paint), new(device, PanelCaption.Paint)];
    private readonly HudLayer<ScaleBar> _scaleBar = new(device, ScaleBar.Paint);
    private readonly HudLayer<string> _notice = new(device, Notice.Paint);
    private readonly HudLayer<bool> _help = new(device, HelpPanel.Paint);

    /// <summary>Draws it over the panels of <paramref name="layout"/>, or over nothing before the first volume.</summary>
    public void Draw(ViewLayout? layout, StatusText status, bool help, Drawing drawing)
    {
        var strip = StatusStrip.Height(drawing);
        var above = new PixelRect(0, 0, drawing.Width, drawing.Height - strip);
        if (layout is null)
            _notice.Draw(_pass, Middle(Notice.Size, above, drawing), "waiting for the first volume", drawing);
        else
            DrawOnPanels(layout, drawing);
        if (help)
            _help.Draw(_pass, Middle(HelpPanel.Size, above, drawing), true, drawing);
        _status.Draw(_pass, new PixelRect(0, above.Height, drawing.Width, strip), status, drawing);
    }

    public void Dispose()
    {
        _help.Dispose();
        _notice.Dispose();
        _scaleBar.Dispose();
        foreach (var caption in _captions)
            caption.Dispose();
        _status.Dispose();
        _pass.Dispose();
    }

    private void DrawOnPanels(ViewLayout layout, Drawing drawing)
    {
        var caption = PanelCaption.Size * drawing.UiScale;
        for (var i = 0; i < layout.Panels.Length; i++)
        {
            var panel = layout.Panels[i];
            if (panel.Area.Width > caption.X && panel.Area.Height > caption.Y)
                _captions[i].Draw(_pass, new PixelRect(panel.Area.X, panel.Area.Y, caption.X, caption.Y), panel.Name, drawing);
        }

        DrawScaleBar(layout.XY, drawing);
    }

    private void DrawScaleBar(Panel panel, Drawing drawing)
    {
        var bar = ScaleBar.Fit(panel.Scale, Math.Min(panel.Area.Width / 3, 160 * drawing.UiScale));
        var size = bar.Size(drawing.UiScale);
        var inset = 4 * drawing.UiScale;
        _scaleBar.Draw(_pass, new PixelRect(panel.Area.X + inset, panel.Area.Bottom - inset - size.Y, size.X, size.Y), bar, drawing);
    }

    private static PixelRect Middle(Vector2 size, PixelRect area, Drawing drawing)
    {
        size *= drawing.UiScale;
        var corner = area.Centre - size / 2;
        return new PixelRect(corner.X, corner.Y, size.X, size.Y);
    }
}
