using System.Numerics;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Hud;

/// <summary>Draws painted layers pixel for pixel.</summary>
internal sealed class LayerPass(GlDevice device, Quad quad) : IDisposable
{
    private readonly GlProgram _program = new(device, "quad", "layer");

    public void Draw(GlTexture texture, PixelRect area, Drawing drawing)
    {
        _program.Use();
        _program.Set("uImage", 0);
        _program.Set("uRectangle", new Vector4(area.X, area.Y, area.Width, area.Height));
        _program.Set("uViewport", drawing.Size);
        texture.Bind(0);
        quad.Draw();
    }

    public void Dispose() => _program.Dispose();
}
