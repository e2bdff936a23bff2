using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>A picture that is drawn into and then shown.</summary>
internal sealed class GlPicture : GlObject
{
    public GlPicture(GlDevice device, int width, int height)
        : base(device, device.Gl.GenFramebuffer())
    {
        (Width, Height) = (width, height);
        Texture = new GlTexture(device);
        Texture.Upload(width, height, InternalFormat.Rgba8, PixelFormat.Rgba, PixelType.UnsignedByte, new byte[width * height * 4]);
        using var drawing = Begin();
        Gl.FramebufferTexture2D(
            FramebufferTarget.Framebuffer,
            FramebufferAttachment.ColorAttachment0,
            TextureTarget.Texture2D,
            Texture.Name,
            0
        );
        var status = Gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
            throw new InvalidOperationException($"framebuffer of {width}x{height} pixels is not complete: {status}");
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>What was drawn.</summary>
    public GlTexture Texture { get; }

    /// <summary>Draws into the picture until disposed; then into what was drawn into before.</summary>
    public Use Begin()
    {
        Span<int> viewport = stackalloc int[4];
        Gl.GetInteger(GetPName.DrawFramebufferBinding, out var before);
        Gl.GetInteger(GetPName.Viewport, viewport);
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, Name);
        Gl.Viewport(0, 0, (uint)Width, (uint)Height);
        return new Use(Gl, (uint)before, (uint)viewport[2], (uint)viewport[3]);
    }

    protected override void Delete()
    {
        Gl.DeleteFramebuffer(Name);
        Texture.Dispose();
    }

    /// <summary>The time during which the picture is drawn into.</summary>
    internal readonly struct Use(GL gl, uint before, uint width, uint height) : IDisposable
    {
        public void Dispose()
        {
            gl.BindFramebuffer(FramebufferTarget.Framebuffer, before);
            gl.Viewport(0, 0, width, height);
        }
    }
}
