using System.Globalization;
using System.Text.RegularExpressions;

namespace Cellect.Stream.Sources;

/// <summary>The image files of a folder in the order of time: by the last number in their names that is not the same in all.</summary>
internal static partial class NumberedFiles
{
    /// <summary>A path for each time point, null where a number is missing between two that are there.</summary>
    /// <remarks>Time points are counted in steps of the common divisor of the numbers, so every fifth file is a series too.</remarks>
    /// <exception cref="InvalidDataException">No image file, a name without a number, or a number twice.</exception>
    public static string?[] In(string folder)
    {
        var paths = Directory.EnumerateFiles(folder).Where(IsImage).ToList();
        if (paths.Count == 0)
            throw new InvalidDataException(
                $"{folder}: no .tif, .tiff, .ims or .h5 file; a folder source has one file a time point, such as t000.tif"
            );
        var counting = Counting(paths);
        var files = paths.Select(path => (Number: counting(path), Path: path)).OrderBy(f => f.Number).ToList();
        long step = 0;
        for (var i = 1; i < files.Count; i++)
        {
            if (files[i].Number == files[i - 1].Number)
                throw new InvalidDataException(
                    $"{files[i - 1].Path} and {Path.GetFileName(files[i].Path)} have the same number "
                        + $"{files[i].Number}; each file is one time point: rename them such as t000.tif, or move one set away"
                );
            step = (long)System.Numerics.BigInteger.GreatestCommonDivisor(step, files[i].Number - files[0].Number);
        }

        return ByTime(folder, files, Math.Max(step, 1));
    }

    /// <summary>The numbered files of a folder that is being written to, in the order of time; what has no number is left alone.</summary>
    public static List<(long Number, string Path)> Numbered(string folder)
    {
        var paths = Directory.EnumerateFiles(folder).Where(path => IsImage(path) && Numbers().IsMatch(NameOf(path))).ToList();
        if (paths.Count == 0)
            return [];
        var counting = Counting(paths);
        return [.. paths.Select(path => (counting(path), path)).OrderBy(file => file.Item1)];
    }

    /// <summary>
    /// How a name tells its time: by its last number, unless that is the same in every name (a wavelength, a channel) and another one
    /// differs.
    /// </summary>
    private static Func<string, long> Counting(List<string> paths)
    {
        var numbers = paths.Select(path => Numbers().Matches(NameOf(path))).ToList();
        var fewest = numbers.Min(n => n.Count);
        if (paths.Count < 2 || fewest == 0 || numbers.Any(n => n.Count != fewest))
            return path => NumberOf(path, 1);
        var differing = Enumerable.Range(0, fewest).Where(at => numbers.Any(n => n[at].Value != numbers[0][at].Value)).ToList();
        var fromLast = differing.Count == 0 || differing.Contains(fewest - 1) ? 1 : fewest - differing[^1];
        return path => NumberOf(path, fromLast);
    }

    private static string?[] ByTime(string folder, List<(long Number, string Path)> files, long step)
    {
        var frames = (files[^1].Number - files[0].Number) / step + 1;
        if (frames > 2 * files.Count)
            throw new InvalidDataException(
                $"{folder}: {files.Count} files are numbered {files[0].Number} to {files[^1].Number}, so most of "
                    + $"{frames} time points would be missing; "
                    + "number them by time point: t000.tif, t001.tif, ..."
            );
        var byTime = new string?[frames];
        foreach (var (number, path) in files)
            byTime[(number - files[0].Number) / step] = path;
        return byTime;
    }

    private static bool IsImage(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".tif" or ".tiff" or ".ims" or ".h5" && !Path.GetFileName(path).StartsWith('.');

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static long NumberOf(string path, int fromLast)
    {
        var all = Numbers().Matches(NameOf(path));
        var number = all.Count >= fromLast ? all[^fromLast].Value : "";
        if (number.Length == 0)
            throw new InvalidDataException(
                $"{path}: no number in the name, so its place in time is unknown; name it such as t000.tif or move it away"
            );
        return number.Length <= 18
            ? long.Parse(number, CultureInfo.InvariantCulture)
            : throw new InvalidDataException($"{path}: number {number} has more than 18 digits; name the file such as t000.tif");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
