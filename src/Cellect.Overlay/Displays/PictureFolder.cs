using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace Cellect.Overlay.Displays;

/// <summary>Writes pictures. A full disk costs pictures, never more; it is logged once.</summary>
internal sealed class PictureFolder(string path, ILogger log)
{
    // Half the time of the default for pictures a tenth larger.
    private static readonly SKPngEncoderOptions FastPng = new(SKPngEncoderFilterFlags.Sub, 3);

    private bool _complained;

    /// <summary>Where the pictures go.</summary>
    public string Path => path;

    /// <summary>Writes <paramref name="picture"/> as PNG over any older one of the same name.</summary>
    /// <returns>The file, or null if it could not be written.</returns>
    public string? Write(string name, SKBitmap picture)
    {
        var file = System.IO.Path.Combine(path, name);
        try
        {
            Directory.CreateDirectory(path);
            using var stream = File.Create(file);
            using var pixels = picture.PeekPixels();
            pixels.Encode(stream, FastPng);
            return file;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (!_complained)
                log.PictureNotWritten(file, problem.Message);
            _complained = true;
            return null;
        }
    }
}
