using SkiaSharp;

namespace Cellect.Live.Tests.Overlay;

/// <summary>
/// Pictures in tests/golden/overlay, made by these tests themselves with CELLECT_UPDATE_GOLDEN=1 on Mesa's llvmpipe.
/// Other graphics processors round edges differently, hence the tolerance.
/// </summary>
internal static class Golden
{
    private const int VisibleDifference = 48;
    private const double MaxVisibleShare = 0.01;
    private const double MaxMeanDifference = 2;

    public static void Compare(string name, SKBitmap actual)
    {
        var file = Path.Combine(Folder, name + ".png");
        if (Environment.GetEnvironmentVariable("CELLECT_UPDATE_GOLDEN") == "1")
        {
            Save(actual, file);
            return;
        }

        Assert.True(File.Exists(file), $"{file} is missing; make it with CELLECT_UPDATE_GOLDEN=1 and look at it");
        using var expected = SKBitmap.Decode(file);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        var (mean, visible) = Difference(expected, actual);
        if (mean <= MaxMeanDifference && visible <= MaxVisibleShare)
            return;
        var kept = Path.Combine(AppContext.BaseDirectory, name + ".actual.png");
        Save(actual, kept);
        Assert.Fail($"{name}: mean difference {mean:0.00} (at most {MaxMeanDifference}), {visible:P2} of the pixels differ visibly (at most {MaxVisibleShare:P0}); see {kept}");
    }

    private static string Folder => Path.Combine(Root(AppContext.BaseDirectory), "tests", "golden", "overlay");

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Cellect.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Cellect.sln above the tests"));

    private static (double Mean, double Visible) Difference(SKBitmap expected, SKBitmap actual)
    {
        var (sum, visible) = (0L, 0L);
        for (var y = 0; y < expected.Height; y++)
        for (var x = 0; x < expected.Width; x++)
        {
            var (a, b) = (expected.GetPixel(x, y), actual.GetPixel(x, y));
            var largest = Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));
            sum += largest;
            if (largest > VisibleDifference)
                visible++;
        }

        double pixels = expected.Width * expected.Height;
        return (sum / pixels, visible / pixels);
    }

    private static void Save(SKBitmap picture, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = File.Create(file);
        picture.Encode(stream, SKEncodedImageFormat.Png, 100);
    }
}
