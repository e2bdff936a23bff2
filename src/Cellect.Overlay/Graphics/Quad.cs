using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>Four corners that the shader makes up itself; a core context draws nothing without a vertex array.</summary>
internal sealed class Quad(GlDevice device) : IDisposable
{
    private readonly GlVertexArray _layout = new(device);

    public void Draw()
    {
        _layout.Bind();
        device.Gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
    }

    public void Dispose() => _layout.Dispose();
}
