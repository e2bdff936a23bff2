using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>A buffer of vertex data.</summary>
internal sealed class GlBuffer(GlDevice device) : GlObject(device, device.Gl.GenBuffer())
{
    public void Bind() => Gl.BindBuffer(BufferTargetARB.ArrayBuffer, Name);

    /// <summary>Replaces the content. New storage each time: the driver need not wait for a draw that still reads the old one.</summary>
    public void Upload<T>(ReadOnlySpan<T> data)
        where T : unmanaged
    {
        Bind();
        Gl.BufferData(BufferTargetARB.ArrayBuffer, data, BufferUsageARB.StreamDraw);
    }

    protected override void Delete() => Gl.DeleteBuffer(Name);
}
