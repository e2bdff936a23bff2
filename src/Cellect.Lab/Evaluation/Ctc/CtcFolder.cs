using System.Globalization;
using System.Text.RegularExpressions;
using Cellect.Data.Csv;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>Finds the files of a Cell Tracking Challenge folder by their names.</summary>
internal static partial class CtcFolder
{
    /// <summary>The files <c>prefixTTT.tif</c> by frame; 3 digits or more.</summary>
    public static SortedDictionary<int, string> Frames(string folder, string prefix)
    {
        if (!Directory.Exists(folder))
            throw new InvalidInputException($"{folder}: no such folder");
        var frames = new SortedDictionary<int, string>();
        foreach (var path in Directory.EnumerateFiles(folder, prefix + "*.tif"))
        {
            var number = Path.GetFileNameWithoutExtension(path)[prefix.Length..];
            if (!Digits().IsMatch(number))
                continue;
            var frame = int.Parse(number, CultureInfo.InvariantCulture);
            if (!frames.TryAdd(frame, path))
                throw new InvalidInputException($"{path}: frame {frame} is already in {Path.GetFileName(frames[frame])}");
        }
        return frames;
    }

    /// <summary>The frames of a tracking reference, which begin at 0 and have no gaps.</summary>
    public static string[] Reference(string folder)
    {
        var frames = Frames(folder, "man_track");
        if (frames.Count == 0)
            throw new InvalidInputException($"{folder}: no man_trackTTT.tif");
        foreach (var (frame, expected) in frames.Keys.Select((frame, i) => (frame, i)))
            if (frame != expected)
                throw new InvalidInputException($"{folder}: man_track{expected:D3}.tif is missing");
        return [.. frames.Values];
    }

    /// <summary>The segmentation references: a whole frame, or one slice of it.</summary>
    public static IEnumerable<(int Frame, int? Slice, string Path)> Segmentations(string folder)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "man_seg*.tif").Order(StringComparer.Ordinal))
        {
            var match = Segmentation().Match(Path.GetFileNameWithoutExtension(path));
            if (!match.Success)
                continue;
            var slice = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : (int?)null;
            yield return (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), slice, path);
        }
    }

    [GeneratedRegex(@"^\d{3,9}$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^man_seg_?(\d{3,9})(?:_(\d{3,9}))?$")]
    private static partial Regex Segmentation();
}
