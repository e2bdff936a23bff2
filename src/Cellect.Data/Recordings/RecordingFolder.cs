using System.Globalization;

namespace Cellect.Data.Recordings;

/// <summary>Finds a folder for a recording; none that holds one already is ever used again.</summary>
internal static class RecordingFolder
{
    private const int LongestName = 64;

    /// <summary>Makes the folder and writes a file to it, so that trouble shows before the experiment does.</summary>
    /// <exception cref="IOException">The folder cannot be made or written, or the disk is too full.</exception>
    public static void Check(string directory, int minimumFreeMegabytes)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, new byte[4096]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"cannot record to '{directory}' (Record:Directory): {e.Message}; choose a folder that can be written",
                e
            );
        }

        if (FreeMegabytes(directory) is var free && free < minimumFreeMegabytes)
            throw new IOException(
                $"cannot record to '{directory}': {free} MB free, at least {minimumFreeMegabytes} MB wanted "
                    + $"(Record:MinimumFreeMegabytes); free space or choose another disk"
            );
    }

    /// <summary>Makes the folder of a series: <paramref name="directory"/> itself, or, where that holds a recording, a new one in
    /// it.</summary>
    public static string Create(string directory, string series)
    {
        var folder = directory;
        for (var i = 1; HoldsRecording(folder); i++)
            folder = Path.Combine(directory, Name(series) + (i == 1 ? "" : "-" + i.ToString(CultureInfo.InvariantCulture)));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Every folder with a recording: <paramref name="directory"/> and those in it.</summary>
    public static IEnumerable<string> Recordings(string directory) =>
        Directory.EnumerateDirectories(directory).Prepend(directory).Where(HoldsRecording);

    /// <summary>Space left on the disk; a network share of Windows does not tell and counts as empty.</summary>
    public static long FreeMegabytes(string directory)
    {
        var path = Path.GetFullPath(directory);
        return path.StartsWith(@"\\", StringComparison.Ordinal) ? long.MaxValue : new DriveInfo(path).AvailableFreeSpace >> 20;
    }

    private static bool HoldsRecording(string folder) =>
        File.Exists(Path.Combine(folder, TrackTable.FileName))
        || File.Exists(Path.Combine(folder, VolumeTable.FileName))
        || File.Exists(Path.Combine(folder, SessionFile.FileName))
        || Directory.Exists(Path.Combine(folder, MaskFolder.FolderName));

    /// <summary>The name of a series comes over the network: only harmless characters of it become part of a path.</summary>
    private static string Name(string series)
    {
        var kept = series.Length <= LongestName ? series : series[..LongestName];
        return "series-" + string.Concat(kept.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
    }
}
