using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Rendering;

/// <summary>
/// Draws scenes into whatever framebuffer is bound: the window's or one of its own. Lives on the thread of its context.
/// </summary>
internal sealed class OverlayRenderer : IDisposable
{
    private readonly GlDevice _device;
    private readonly Quad _quad;
    private readonly ImageLayer _images;
    private readonly FrameLayer _frames;
    private readonly TrackLayer _tracks;
    private readonly RegionLayer _regions;
    private readonly StillPicture _still;
    private readonly HeadUpDisplay _hud;

    public OverlayRenderer(GlDevice device)
    {
        _device = device;
        _quad = new Quad(device);
        _images = new ImageLayer(device, _quad);
        _frames = new FrameLayer(device);
        _tracks = new TrackLayer(device);
        _regions = new RegionLayer(device);
        _still = new StillPicture(device, _quad);
        _hud = new HeadUpDisplay(device, _quad);
    }

    /// <summary>In 3D, pixels of the screen along each axis for one that is computed: 1 is the finest.</summary>
    public int Detail { get; set; } = 1;

    /// <summary>True: tails are left out, for a thousand of them are most of what a picture costs.</summary>
    public bool WithoutTails { get; set; }

    /// <summary>True when the last drawing had a panel that shows the volume from any side.</summary>
    public bool DrewSolid { get; private set; }

    /// <summary>True when the last drawing had to draw the panels, and not only what lies beside and over them.</summary>
    public bool DrewAnew { get; private set; }

    /// <summary>Where the panels lie for a snapshot.</summary>
    public static ViewLayout Layout(OverlaySnapshot snapshot, ViewState view, ScreenLayout screen, float uiScale) =>
        ViewLayout.Of(snapshot.ExtentMicrometres, snapshot.Shape.Z == 1, screen.Image, view, uiScale);

    /// <summary>Draws everything.</summary>
    public void Draw(Scene scene)
    {
        Begin(scene.Drawing);
        var layout = scene.Snapshot is null ? null : Layout(scene.Snapshot, scene.View, scene.Screen, scene.Drawing.UiScale);
        (DrewSolid, DrewAnew) = (layout?.HasSolid == true, false);
        if (layout is not null)
            DrawVolume(scene, scene.Snapshot!, layout);
        _hud.Draw(scene, layout, _tracks.Legend);
        _device.Check("drawing");
    }

    public void Dispose()
    {
        _hud.Dispose();
        _still.Dispose();
        _regions.Dispose();
        _tracks.Dispose();
        _frames.Dispose();
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

    private void DrawVolume(Scene scene, OverlaySnapshot snapshot, ViewLayout layout)
    {
        _tracks.Upload(snapshot, scene.View, layout.Main.Scale, CellSieve.Of(snapshot, scene.View, scene.Regions));
        _still.Draw(scene, (Detail, WithoutTails), () =>
        {
            DrewAnew = true;
            Begin(scene.Drawing);
            DrawPanels(scene, snapshot, layout);
        });
        if (snapshot.Divisions.Length == 0 || !scene.View.Marks)
            return;
        _device.Gl.Enable(EnableCap.ScissorTest);
        foreach (var panel in layout.Panels)
        {
            Clip(panel.Area, scene.Drawing);
            _tracks.DrawFlashing(panel, scene.Drawing, scene.Flash);
        }

        _device.Gl.Disable(EnableCap.ScissorTest);
    }

    private void DrawPanels(Scene scene, OverlaySnapshot snapshot, ViewLayout layout)
    {
        _device.Gl.Enable(EnableCap.ScissorTest);
        for (var i = 0; i < layout.Panels.Length; i++)
        {
            var panel = layout.Panels[i];
            Clip(panel.Area, scene.Drawing);
            _images.Draw(panel, snapshot, scene.View, Detail, scene.Drawing);
            _frames.Draw(panel, snapshot.ExtentMicrometres, scene.Drawing);
            if (scene.View.Marks)
                _tracks.Draw(panel, scene.Drawing, front: i == 0, tails: !WithoutTails);
            // Over the cells: whoever draws a region among a thousand must see its edges.
            _regions.Draw(scene.Regions, panel, scene.Drawing);
        }

        _device.Gl.Disable(EnableCap.ScissorTest);
    }

    private void Clip(PixelRect area, Drawing drawing) =>
        _device.Gl.Scissor((int)area.X, drawing.Height - (int)area.Bottom, (uint)Math.Max(0, area.Width), (uint)Math.Max(0, area.Height));
}
