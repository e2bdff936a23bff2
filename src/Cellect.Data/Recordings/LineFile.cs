namespace Cellect.Data.Recordings;

/// <summary>Files to which whole lines are appended. What a crash tore off is cut before the next line is written, and passed over by
/// readers.</summary>
internal static class LineFile
{
    /// <summary>Appends lines.</summary>
    /// <param name="path">The file, made if it is not there.</param>
    /// <param name="lines">Bytes that end with a line break.</param>
    /// <param name="header">What a new file begins with; ends with a line break, or is empty.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Append(string path, ReadOnlySpan<byte> lines, ReadOnlySpan<byte> header = default)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(WholeLines(file));
        file.Seek(0, SeekOrigin.End);
        if (file.Length == 0)
            file.Write(header);
        file.Write(lines);
    }

    /// <summary>The whole lines of a file, without their ends; none where there is no file.</summary>
    public static string[] Read(string path)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        // What follows the last line break is torn, or nothing.
        return reader.ReadToEnd().Split('\n')[..^1];
    }

    private static long WholeLines(FileStream file)
    {
        for (var at = file.Length; at > 0; at--)
        {
            file.Seek(at - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n')
                return at;
        }

        return 0;
    }
}
