using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Rendering;

/// <summary>Keeps what was drawn of the panels: while marks blink or a figure changes, the image and a thousand tails need not be drawn
/// again.</summary>
internal sealed class StillPicture(GlDevice device, Quad quad) : IDisposable
{
    private readonly GlProgram _show = new(device, "quad", "layer");
    private GlPicture? _picture;
    private Content? _drawn;

    /// <summary>Shows the panels of a scene, drawn anew by <paramref name="draw"/> only where something in them has changed.</summary>
    public void Draw(Scene scene, (int Coarseness, bool WithoutTails) detail, Action draw)
    {
        var drawing = scene.Drawing;
        var content = new Content(scene, detail);
        if (_picture is null || (_picture.Width, _picture.Height) != (drawing.Width, drawing.Height))
        {
            _picture?.Dispose();
            _picture = new GlPicture(device, drawing.Width, drawing.Height);
            _drawn = null;
        }

        if (_drawn is null || !_drawn.LooksLike(content))
        {
            using var use = _picture.Begin();
            draw();
        }

        _drawn = content;
        _show.Use();
        _show.Set("uImage", 0);
        // A picture in a framebuffer has its first row at the bottom.
        _show.Set("uRectangle", new Vector4(0, drawing.Height, drawing.Width, -drawing.Height));
        _show.Set("uViewport", drawing.Size);
        _picture.Texture.Bind(0);
        quad.Draw();
    }

    public void Dispose()
    {
        _picture?.Dispose();
        _show.Dispose();
    }

    private sealed record Content(Scene Scene, (int Coarseness, bool WithoutTails) Detail)
    {
        public bool LooksLike(Content other) =>
            ReferenceEquals(Scene.Snapshot, other.Scene.Snapshot)
            && ReferenceEquals(Scene.Regions, other.Scene.Regions)
            && Detail == other.Detail
            && OfImage(Scene.View) == OfImage(other.Scene.View)
            && Scene.Drawing == other.Scene.Drawing
            && Scene.Screen == other.Scene.Screen;

        // What lies beside the image does not change it.
        private static ViewState OfImage(ViewState view) =>
            view with
            {
                Drawer = Drawer.None,
                DrawerScroll = 0,
                Divisions = default,
                Division = 0,
            };
    }
}
