using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Cellect.Overlay.Rendering;

/// <summary>Track ids beside their cells. Digits come from one small texture, so that a thousand labels are one call.</summary>
internal sealed class LabelLayer : IDisposable
{
    private const int Digits = 10;

    /// <summary>Size of the text, pixels before scaling.</summary>
    public const float TextPixels = 12;

    private readonly GlProgram _program;
    private readonly GlTexture _texture;
    private readonly InstanceBatch<Glyph> _batch;
    private readonly List<Glyph> _glyphs = [];
    private float _painted;
    private Vector2 _size;

    public LabelLayer(GlDevice device)
    {
        _program = new GlProgram(device, "glyph", "glyph");
        _texture = new GlTexture(device);
        _batch = new InstanceBatch<Glyph>(
            device,
            new InstanceAttribute(4, VertexAttribPointerType.Float),
            new InstanceAttribute(2, VertexAttribPointerType.Float),
            new InstanceAttribute(2, VertexAttribPointerType.Float),
            new InstanceAttribute(4, VertexAttribPointerType.UnsignedByte)
        );
    }

    /// <summary>Forgets all labels.</summary>
    public void Clear() => _glyphs.Clear();

    /// <summary>Adds a label.</summary>
    /// <param name="sphere">Centre (x, y, z) and radius of the cell, µm.</param>
    /// <param name="number">What to write, at least 0.</param>
    /// <param name="colour">As in <see cref="Palette"/>.</param>
    /// <param name="corner">Which side of the ring: -1 or 1 to the left or right, -1 or 1 above or below.</param>
    public void Add(Vector4 sphere, int number, uint colour, Vector2 corner)
    {
        // What lies at the left ends at the ring.
        var column = corner.X < 0 ? -DigitsOf(number) : 0;
        var rest = 1;
        while (rest <= number / 10)
            rest *= 10;
        for (; rest > 0; rest /= 10)
            _glyphs.Add(new Glyph(sphere, column++, number / rest % 10, corner, colour));
    }

    /// <summary>How many digits a number has.</summary>
    public static int DigitsOf(int number)
    {
        var digits = 1;
        while ((number /= 10) > 0)
            digits++;
        return digits;
    }

    /// <summary>Takes the labels to the graphics processor.</summary>
    public void Upload() => _batch.Upload(_glyphs);

    /// <summary>Draws them into a panel.</summary>
    public void Draw(Panel panel, Drawing drawing)
    {
        if (_painted != drawing.UiScale)
            Paint(drawing.UiScale);
        PanelUniforms.Use(_program, panel, drawing);
        _program.Set("uSize", _size);
        _program.Set("uDigits", (float)Digits);
        _program.Set("uDigitsImage", 0);
        _texture.Bind(0);
        _batch.Draw();
    }

    public void Dispose()
    {
        _batch.Dispose();
        _texture.Dispose();
        _program.Dispose();
    }

    private void Paint(float uiScale)
    {
        using var font = HudFont.OfSize(TextPixels * uiScale);
        _size = new Vector2(MathF.Ceiling(font.MeasureText("0")), MathF.Ceiling(TextPixels * uiScale * 1.2f));
        using var bitmap = new SKBitmap(new SKImageInfo((int)_size.X * Digits, (int)_size.Y, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);
        using var edge = new SKPaint
        {
            IsAntialias = true,
            Color = SKColors.Lime,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 2 * uiScale,
            BlendMode = SKBlendMode.Plus,
        };
        using var ink = new SKPaint
        {
            IsAntialias = true,
            Color = SKColors.Red,
            BlendMode = SKBlendMode.Plus,
        };
        for (var digit = 0; digit < Digits; digit++)
        {
            var text = ((char)('0' + digit)).ToString();
            canvas.DrawText(text, digit * _size.X, _size.Y * 0.8f, font, edge);
            canvas.DrawText(text, digit * _size.X, _size.Y * 0.8f, font, ink);
        }

        canvas.Flush();
        _texture.Upload(bitmap.Width, bitmap.Height, InternalFormat.Rgba8, PixelFormat.Rgba, PixelType.UnsignedByte, bitmap.GetPixelSpan());
        _painted = uiScale;
    }
}
