using Cellect.Overlay.Graphics;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Cellect.Overlay.Displays;

/// <summary>Takes what was drawn out of the graphics processor.</summary>
internal static class FramebufferReader
{
    /// <summary>The picture in the bound framebuffer, for the caller to dispose.</summary>
    public static SKBitmap Read(GL gl, Drawing drawing)
    {
        var bitmap = new SKBitmap(new SKImageInfo(drawing.Width, drawing.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var rowBytes = drawing.Width * 4;
        var bottomUp = new byte[rowBytes * drawing.Height];
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
        gl.ReadPixels<byte>(0, 0, (uint)drawing.Width, (uint)drawing.Height, PixelFormat.Rgba, PixelType.UnsignedByte, bottomUp);
        Flip(bottomUp, bitmap.GetPixelSpan(), rowBytes);
        return bitmap;
    }

    private static void Flip(ReadOnlySpan<byte> bottomUp, Span<byte> topDown, int rowBytes)
    {
        for (var offset = 0; offset < bottomUp.Length; offset += rowBytes)
            bottomUp.Slice(bottomUp.Length - offset - rowBytes, rowBytes).CopyTo(topDown[offset..]);
    }
}
