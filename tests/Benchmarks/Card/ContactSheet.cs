using SkiaSharp;

namespace Cellect.Benchmarks.Card;

/// <summary>Many small grey pictures in one, each from its own 1st to its 99.8th percentile.</summary>
internal sealed class ContactSheet(int columns, int rows, int width, int height) : IDisposable
{
    private const int Gap = 2;

    private readonly SKBitmap _bitmap = new(
        (columns * (width + Gap)) - Gap,
        (rows * (height + Gap)) - Gap,
        SKColorType.Gray8,
        SKAlphaType.Opaque
    );

    /// <summary>Draws one picture.</summary>
    /// <param name="column">From the left, from 0.</param>
    /// <param name="row">From the top, from 0.</param>
    /// <param name="at">Brightness by row and column.</param>
    public void Add(int column, int row, Func<int, int, float> at)
    {
        var values = new float[height * width];
        for (var i = 0; i < values.Length; i++)
            values[i] = at(i / width, i % width);
        var sorted = values.Order().ToArray();
        var (black, white) = (sorted[sorted.Length / 100], sorted[^(1 + (sorted.Length / 500))]);
        var pixels = _bitmap.GetPixelSpan();
        for (var i = 0; i < values.Length; i++)
        {
            var (y, x) = ((row * (height + Gap)) + (i / width), (column * (width + Gap)) + (i % width));
            pixels[(y * _bitmap.RowBytes) + x] = (byte)Math.Clamp(255 * (values[i] - black) / Math.Max(1, white - black), 0, 255);
        }
    }

    /// <summary>Writes it as PNG.</summary>
    public void Write(string path)
    {
        using var file = File.Create(path);
        _bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }

    /// <inheritdoc/>
    public void Dispose() => _bitmap.Dispose();
}
