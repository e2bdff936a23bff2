using System.Numerics;
using Cellect.Overlay.Graphics;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Paints <paramref name="content"/> on a transparent canvas of the given size, pixels.</summary>
internal delegate void HudPainter<in T>(SKCanvas canvas, Vector2 size, float uiScale, T content);

/// <summary>A rectangle painted by Skia: painted and uploaded anew only when its content or size changes.</summary>
internal sealed class HudLayer<T>(GlDevice device, HudPainter<T> paint) : IDisposable
    where T : IEquatable<T>
{
    private readonly GlTexture _texture = new(device);
    private (int Width, int Height, float Scale, T Content)? _painted;

    /// <summary>Draws the layer at a whole pixel.</summary>
    public void Draw(LayerPass pass, PixelRect area, T content, Drawing drawing)
    {
        var wanted = ((int)MathF.Ceiling(area.Width), (int)MathF.Ceiling(area.Height), drawing.UiScale, content);
        if (wanted.Item1 < 1 || wanted.Item2 < 1)
            return;
        if (_painted is not { } painted || !painted.Equals(wanted))
            Paint(wanted.Item1, wanted.Item2, drawing.UiScale, content);
        _painted = wanted;
        pass.Draw(_texture, new PixelRect(MathF.Round(area.X), MathF.Round(area.Y), wanted.Item1, wanted.Item2), drawing);
    }

    public void Dispose() => _texture.Dispose();

    private void Paint(int width, int height, float uiScale, T content)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        paint(canvas, new Vector2(width, height), uiScale, content);
        canvas.Flush();
        _texture.Upload(width, height, InternalFormat.Rgba8, PixelFormat.Rgba, PixelType.UnsignedByte, bitmap.GetPixelSpan());
    }
}
