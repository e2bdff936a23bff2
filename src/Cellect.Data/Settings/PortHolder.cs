using System.Globalization;

namespace Cellect.Data.Settings;

/// <summary>Which program listens on a port, as Linux tells in /proc.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    /// <summary>Name and number of the program, or that it cannot be known.</summary>
    public static string Of(int port)
    {
        try
        {
            if (OperatingSystem.IsLinux() && Inode(port) is { } inode && Process(inode) is { } program)
                return program;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that ended meanwhile, or a system that hides its tables.
        }

        return "another program (of another user, or not to be known)";
    }

    private static string? Inode(int port)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists))
        foreach (var line in File.ReadLines(table).Skip(1))
            if (
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var own, _, Listening, _, _, _, _, _, var inode, ..]
                && own.EndsWith(end, StringComparison.Ordinal)
            )
                return inode;
        return null;
    }

    private static string? Process(string inode)
    {
        var socket = $"socket:[{inode}]";
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)))
            try
            {
                if (Directory.EnumerateFiles(process + "/fd").Any(fd => new FileInfo(fd).LinkTarget == socket))
                    return $"{Program(process)} (process {Path.GetFileName(process)})";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or ended meanwhile.
            }

        return null;
    }

    // The service itself is a program of dotnet's: its first arguments say more than its name.
    private static string Program(string process)
    {
        var words = File.ReadAllText(process + "/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0
            ? File.ReadAllText(process + "/comm").Trim()
            : string.Join(' ', words.Take(3).Select(w => Path.GetFileName(w) is { Length: > 0 } name ? name : w));
    }
}
