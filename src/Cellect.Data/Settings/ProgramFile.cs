namespace Cellect.Data.Settings;

/// <summary>Finds a file that comes with the program, wherever it was started.</summary>
internal static class ProgramFile
{
    /// <summary>The file in the working directory, or else in the program's folder or the nearest one above it; null when it is in
    /// none.</summary>
    public static string? Find(string path)
    {
        if (File.Exists(path))
            return Path.GetFullPath(path);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, path)))
                return Path.Combine(folder.FullName, path);
        return null;
    }
}
