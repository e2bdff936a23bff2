using SkiaSharp;

namespace Cellect.Overlay.Tests;

/// <summary>
/// Pictures in tests/golden/overlay, made by these tests themselves with CELLECT_UPDATE_GOLDEN=1 on Mesa's llvmpipe.
/// Other graphics processors round edges differently, hence the tolerance.
/// </summary>
internal static class Golden
{
    private const int Block = 4;
    private const int VisibleDifference = 48;
    private const double MaxVisibleShare = 0.01;
    private const double MaxMeanDifference = 1.5;

    public static void Compare(string name, SKBitmap actual)
    {
        var file = Path.Combine(Folder, name + ".jpg");
        if (Environment.GetEnvironmentVariable("CELLECT_UPDATE_GOLDEN") == "1")
        {
            Save(actual, file);
            // To look at: without the losses of the file that is kept.
            using var exact = File.Create(Path.Combine(AppContext.BaseDirectory, Flat(name) + ".png"));
            actual.Encode(exact, SKEncodedImageFormat.Png, 100);
            return;
        }

        Assert.True(File.Exists(file), $"{file} is missing; make it with CELLECT_UPDATE_GOLDEN=1 and look at it");
        using var expected = SKBitmap.Decode(file);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        var (mean, visible) = Difference(expected, actual);
        if (mean <= MaxMeanDifference && visible <= MaxVisibleShare)
            return;
        var kept = Path.Combine(AppContext.BaseDirectory, Flat(name) + ".actual.jpg");
        Save(actual, kept);
        Assert.Fail(
            $"{name}: mean difference {mean:0.00} (at most {MaxMeanDifference}), {visible:P2} of the pixels differ "
                + $"visibly (at most {MaxVisibleShare:P0}); see {kept}"
        );
    }

    private static string Flat(string name) => name.Replace('/', '-');

    private static string Folder => Path.Combine(Root(AppContext.BaseDirectory), "tests", "golden", "overlay");

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Cellect.sln"))
            ? folder
            : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Cellect.sln above the tests"));

    // The mean is taken of blocks, in which JPEG's own errors cancel out; single pixels count where anyone would see it.
    private static (double Mean, double Visible) Difference(SKBitmap expected, SKBitmap actual)
    {
        var (sum, blocks, visible) = (0.0, 0, 0L);
        for (var y = 0; y + Block <= expected.Height; y += Block)
        for (var x = 0; x + Block <= expected.Width; x += Block, blocks++)
        {
            var (red, green, blue) = (0, 0, 0);
            for (var i = 0; i < Block * Block; i++)
            {
                var (a, b) = (expected.GetPixel(x + i % Block, y + i / Block), actual.GetPixel(x + i % Block, y + i / Block));
                var (r, g, bl) = (a.Red - b.Red, a.Green - b.Green, a.Blue - b.Blue);
                (red, green, blue) = (red + r, green + g, blue + bl);
                if (Largest(r, g, bl) > VisibleDifference)
                    visible++;
            }

            sum += Largest(red, green, blue) / (double)(Block * Block);
        }

        return (sum / blocks, visible / (double)(blocks * Block * Block));
    }

    private static int Largest(int red, int green, int blue) => Math.Max(Math.Abs(red), Math.Max(Math.Abs(green), Math.Abs(blue)));

    // JPEG with whole colours: a fifth of PNG, and and nearer to what was drawn than the tolerance.
    private static void Save(SKBitmap picture, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = new SKFileWStream(file);
        using var pixels = picture.PeekPixels();
        pixels.Encode(stream, new SKJpegEncoderOptions(72, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore));
    }
}
