namespace Cellect.Overlay.Graphics;

/// <summary>How a shader reads its vertices.</summary>
internal sealed class GlVertexArray(GlDevice device) : GlObject(device, device.Gl.GenVertexArray())
{
    public void Bind() => Gl.BindVertexArray(Name);

    protected override void Delete() => Gl.DeleteVertexArray(Name);
}
