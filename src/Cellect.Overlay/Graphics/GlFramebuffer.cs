using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>A picture to draw into where there is no window.</summary>
internal sealed class GlFramebuffer : GlObject
{
    private readonly GlTexture _colour;

    public GlFramebuffer(GlDevice device, int width, int height)
        : base(device, device.Gl.GenFramebuffer())
    {
        _colour = new GlTexture(device);
        _colour.Upload(width, height, InternalFormat.Rgba8, PixelFormat.Rgba, PixelType.UnsignedByte, new byte[width * height * 4]);
        Bind();
        Gl.FramebufferTexture2D(
            FramebufferTarget.Framebuffer,
            FramebufferAttachment.ColorAttachment0,
            TextureTarget.Texture2D,
            _colour.Name,
            0
        );
        var status = Gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
            throw new InvalidOperationException($"framebuffer of {width}x{height} pixels is not complete: {status}");
    }

    public void Bind() => Gl.BindFramebuffer(FramebufferTarget.Framebuffer, Name);

    protected override void Delete()
    {
        Gl.DeleteFramebuffer(Name);
        _colour.Dispose();
    }
}
