using Cellect.Live.Overlay.Hud;
using Cellect.Live.Overlay.Snapshots;
using Silk.NET.OpenGL;

namespace Cellect.Live.Overlay.Rendering;

/// <summary>
/// Draws snapshots into whatever framebuffer is bound: the window's or one of its own. Lives on the thread of its context.
/// </summary>
internal sealed class OverlayRenderer : IDisposable
{
    private readonly GlDevice _device;
    private readonly Quad _quad;
    private readonly ImagePass _images;
    private readonly TrackLayer _tracks;
    private readonly HeadUpDisplay _hud;

    public OverlayRenderer(GlDevice device)
    {
        _device = device;
        _quad = new Quad(device);
        _images = new ImagePass(device, _quad);
        _tracks = new TrackLayer(device);
        _hud = new HeadUpDisplay(device, _quad);
    }

    /// <summary>Where the panels lie for a snapshot.</summary>
    public static ViewLayout Layout(OverlaySnapshot snapshot, ViewState view, Drawing drawing)
    {
        var area = new PixelRect(0, 0, drawing.Width, drawing.Height - StatusStrip.Height(drawing));
        return ViewLayout.Of(snapshot.ExtentMicrometres, snapshot.Shape.Z == 1, area, view, drawing.UiScale);
    }

    /// <summary>Draws everything.</summary>
    /// <param name="snapshot">The time point, or null before the first one.</param>
    /// <param name="view">What the user looks at.</param>
    /// <param name="status">The text of the status strip.</param>
    /// <param name="drawing">Size of the framebuffer.</param>
    /// <param name="flash">Brightness of the division marks, 0 to 1.</param>
    public void Draw(OverlaySnapshot? snapshot, ViewState view, StatusText status, Drawing drawing, float flash)
    {
        Begin(drawing);
        var layout = snapshot is null ? null : Layout(snapshot, view, drawing);
        if (layout is not null)
            DrawPanels(snapshot!, layout, drawing, flash);
        _hud.Draw(layout, status, view.Help, drawing);
        _device.Check("drawing");
    }

    public void Dispose()
    {
        _hud.Dispose();
        _tracks.Dispose();
        _images.Dispose();
        _quad.Dispose();
    }

    private void Begin(Drawing drawing)
    {
        var gl = _device.Gl;
        gl.Viewport(0, 0, (uint)drawing.Width, (uint)drawing.Height);
        gl.Disable(EnableCap.ScissorTest);
        gl.Disable(EnableCap.DepthTest);
        gl.Enable(EnableCap.Blend);
        gl.BlendFunc(BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
        gl.ClearColor(0.071f, 0.082f, 0.102f, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
    }

    private void DrawPanels(OverlaySnapshot snapshot, ViewLayout layout, Drawing drawing, float flash)
    {
        _images.Upload(snapshot.Projections);
        _tracks.Upload(snapshot);
        _device.Gl.Enable(EnableCap.ScissorTest);
        for (var i = 0; i < layout.Panels.Length; i++)
        {
            var panel = layout.Panels[i];
            Clip(panel.Area, drawing);
            _images.Draw(panel, snapshot.ExtentMicrometres, drawing);
            _tracks.Draw(panel, drawing, front: i == 0, flash);
        }

        _device.Gl.Disable(EnableCap.ScissorTest);
    }

    private void Clip(PixelRect area, Drawing drawing) =>
        _device.Gl.Scissor((int)area.X, drawing.Height - (int)area.Bottom, (uint)Math.Max(0, area.Width), (uint)Math.Max(0, area.Height));
}
