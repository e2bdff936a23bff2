using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Hud;

/// <summary>All text and everything else that lies over and beside the image in screen pixels.</summary>
internal sealed class HeadUpDisplay(GlDevice device, Quad quad) : IDisposable
{
    private readonly LayerPass _pass = new(device, quad);
    private readonly HudLayer<StatusText> _status = new(device, StatusStrip.Paint);
    private readonly HudLayer<TimelineContent> _timeline = new(device, TimelineBar.Paint);
    private readonly SidePanel _side = new(device);
    private readonly HudLayer<string>[] _captions = ForPanels(() => new HudLayer<string>(device, PanelCaption.Paint));
    private readonly HudLayer<ModeCaption> _mode = new(device, ModeCaption.Paint);
    private readonly HudLayer<ScaleBar>[] _scaleBars = ForPanels(() => new HudLayer<ScaleBar>(device, ScaleBar.Paint));
    private readonly AxisNames _axes = new(device);
    private readonly HudLayer<string> _clock = new(device, ClockPart.Paint);
    private readonly HudLayer<ToolBar> _tools = new(device, ToolsPart.Paint);
    private readonly HudLayer<FormContent> _drawer = new(device, FormPart.Paint);
    private readonly HudLayer<string> _hover = new(device, HoverPart.Paint);
    private readonly HudLayer<ColourLegend> _legend = new(device, ColourScale.Paint);
    private readonly NameTags _regions = new(device, HudColours.Paused);
    private readonly NameTags _names = new(device, HudColours.Text);
    private readonly HudLayer<string> _notice = new(device, Notice.Paint);
    private readonly HudLayer<string> _message = new(device, MessageBar.Paint);
    private readonly HudLayer<AlarmFrame> _alarm = new(device, AlarmFrame.Paint);

    /// <summary>Draws it over the panels of <paramref name="layout"/>, or over nothing before the first volume.</summary>
    public void Draw(Scene scene, ViewLayout? layout, ColourLegend? legend)
    {
        var drawing = scene.Drawing;
        var screen = scene.Screen;
        if (layout is null)
            _notice.Draw(_pass, Middle(Notice.Size, screen.Image, drawing), scene.Waiting, drawing);
        else
            DrawOnPanels(scene, layout, legend, screen);
        if (scene.View.Drawer != Drawer.None)
            _drawer.Draw(_pass, screen.Drawer, new FormContent(scene.Form, scene.View.DrawerScroll), drawing);
        if (scene is { View.Tools: true, Tools: { } tools })
            _tools.Draw(_pass, screen.Tools, tools, drawing);
        if (scene.View.SidePanel)
            _side.Draw(_pass, scene.Side, screen.Side, drawing);
        if (scene.Alarm is { } alarm)
            _alarm.Draw(_pass, screen.Stripe, alarm, drawing);
        if (scene.Message.Length > 0)
            DrawMessage(scene.Message, screen.Image, drawing);
        _timeline.Draw(_pass, screen.Timeline, scene.Timeline, drawing);
        _status.Draw(_pass, screen.Status, scene.Status, drawing);
        if (scene.Hover is { } hover)
            _hover.Draw(_pass, HoverPart.Area(hover, drawing), hover.Text, drawing);
    }

    public void Dispose()
    {
        _hover.Dispose();
        _drawer.Dispose();
        _tools.Dispose();
        _clock.Dispose();
        _axes.Dispose();
        _alarm.Dispose();
        _message.Dispose();
        _notice.Dispose();
        _names.Dispose();
        _regions.Dispose();
        _legend.Dispose();
        foreach (var bar in _scaleBars)
            bar.Dispose();
        _mode.Dispose();
        foreach (var caption in _captions)
            caption.Dispose();
        _side.Dispose();
        _timeline.Dispose();
        _status.Dispose();
        _pass.Dispose();
    }

    private void DrawOnPanels(Scene scene, ViewLayout layout, ColourLegend? legend, ScreenLayout screen)
    {
        var drawing = scene.Drawing;
        var caption = PanelCaption.Size * drawing.UiScale;
        for (var i = 0; i < layout.Panels.Length; i++)
        {
            var panel = layout.Panels[i];
            if (panel.Area.Width > caption.X && panel.Area.Height > caption.Y)
                _captions[i].Draw(_pass, new PixelRect(panel.Area.X, panel.Area.Y, caption.X, caption.Y), panel.Name, drawing);
            DrawScaleBar(_scaleBars[i], panel, drawing);
            if (panel.IsSolid)
                _axes.Draw(_pass, panel, scene.Snapshot!.ExtentMicrometres, drawing);
        }

        _regions.Draw(_pass, NamePlaces.OfRegions(scene, layout.Main), layout.Main.Area, drawing);
        _names.Draw(_pass, NamePlaces.OfCells(scene, layout.Main), layout.Main.Area, drawing);
        DrawMode(ModeCaption.Of(scene.Snapshot!, scene.View), layout.Main, drawing);
        DrawClock(scene.Clock, layout.Main, drawing);
        if (legend is { } scale && scene.View.Marks)
            DrawLegend(scale, screen.Image, drawing);
    }

    private void DrawMode(ModeCaption mode, Panel panel, Drawing drawing)
    {
        var size = mode.Size * drawing.UiScale;
        var left = panel.Area.X + (PanelCaption.Size.X + 4) * drawing.UiScale;
        if (panel.Area.Right - left > size.X)
            _mode.Draw(_pass, new PixelRect(left, panel.Area.Y + 3 * drawing.UiScale, size.X, size.Y), mode, drawing);
    }

    private void DrawClock(string clock, Panel panel, Drawing drawing)
    {
        var size = ClockPart.SizeOf(clock) * drawing.UiScale;
        if (clock.Length == 0 || size.X > panel.Area.Width)
            return;
        var inset = 4 * drawing.UiScale;
        _clock.Draw(
            _pass,
            new PixelRect(panel.Area.Right - size.X - inset, panel.Area.Bottom - size.Y - inset, size.X, size.Y),
            clock,
            drawing
        );
    }

    private void DrawScaleBar(HudLayer<ScaleBar> layer, Panel panel, Drawing drawing)
    {
        if (panel.Area.Width < 90 * drawing.UiScale || panel.Area.Height < 60 * drawing.UiScale)
            return;
        var bar = ScaleBar.Fit(panel.Scale, Math.Min(panel.Area.Width / 3, 160 * drawing.UiScale));
        var size = bar.Size(drawing.UiScale);
        var inset = 4 * drawing.UiScale;
        layer.Draw(_pass, new PixelRect(panel.Area.X + inset, panel.Area.Bottom - inset - size.Y, size.X, size.Y), bar, drawing);
    }

    private void DrawLegend(ColourLegend legend, PixelRect image, Drawing drawing)
    {
        var (size, inset) = (ColourScale.Size * drawing.UiScale, 8 * drawing.UiScale);
        _legend.Draw(_pass, new PixelRect(image.Right - size.X - inset, image.Bottom - size.Y - inset, size.X, size.Y), legend, drawing);
    }

    private void DrawMessage(string message, PixelRect image, Drawing drawing)
    {
        var size = MessageBar.SizeOf(message, image.Width / drawing.UiScale) * drawing.UiScale;
        var corner = new Vector2(image.Centre.X - size.X / 2, image.Bottom - size.Y - 14 * drawing.UiScale);
        _message.Draw(_pass, new PixelRect(MathF.Max(0, corner.X), corner.Y, size.X, size.Y), message, drawing);
    }

    private static T[] ForPanels<T>(Func<T> make) => [make(), make(), make(), make()];

    private static PixelRect Middle(Vector2 size, PixelRect area, Drawing drawing)
    {
        size *= drawing.UiScale;
        var corner = area.Centre - size / 2;
        return new PixelRect(corner.X, corner.Y, size.X, size.Y);
    }
}
