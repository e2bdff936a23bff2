using Cellect.Overlay.Egl;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Rendering;
using SkiaSharp;

namespace Cellect.Overlay.Displays;

/// <summary>A renderer that needs no display. Belongs to the thread that made it.</summary>
internal sealed class OffscreenCanvas : IDisposable
{
    private readonly EglContext _context = new();
    private readonly GlFramebuffer _framebuffer;
    private readonly OverlayRenderer _renderer;

    /// <exception cref="NotSupportedException">EGL is missing or has no OpenGL 4.1.</exception>
    public OffscreenCanvas(int width, int height)
    {
        Drawing = new Drawing(width, height, 1);
        Device = new GlDevice(_context.GetProcAddress);
        _framebuffer = new GlFramebuffer(Device, width, height);
        _renderer = new OverlayRenderer(Device);
    }

    /// <summary>Size of the pictures.</summary>
    public Drawing Drawing { get; }

    /// <summary>The context's functions and its count of objects.</summary>
    public GlDevice Device { get; }

    /// <summary>In 3D, pixels along each axis for one that is computed: 1 is the finest.</summary>
    public int Detail
    {
        set => _renderer.Detail = value;
    }

    /// <summary>Draws a scene of the size of <see cref="Drawing"/>.</summary>
    public void Draw(Scene scene)
    {
        _framebuffer.Bind();
        _renderer.Draw(scene);
    }

    /// <summary>The last drawing, for the caller to dispose.</summary>
    public SKBitmap Read()
    {
        _framebuffer.Bind();
        return FramebufferReader.Read(Device.Gl, Drawing);
    }

    public void Dispose()
    {
        _renderer.Dispose();
        _framebuffer.Dispose();
        Device.Dispose();
        _context.Dispose();
    }
}
