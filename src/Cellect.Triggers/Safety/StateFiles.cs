using System.Text;

namespace Cellect.Triggers.Safety;

/// <summary>Files that outlive the service, in a folder that its user alone can read: the token, the light of the last hour,
/// armings.</summary>
internal static class StateFiles
{
    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The user's folder: <c>$XDG_STATE_HOME/cellect</c> or <c>~/.local/state/cellect</c>, on Windows
    /// <c>%LOCALAPPDATA%\Cellect</c>.</summary>
    public static string DefaultFolder =>
        OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Cellect")
        : Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state ? Path.Combine(state, "cellect")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "cellect");

    /// <summary>The folder of the options, or the user's.</summary>
    public static string Folder(string option) => option.Length > 0 ? Path.GetFullPath(option) : DefaultFolder;

    /// <summary>Makes a folder that the user alone can enter.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OnlyMine | UnixFileMode.UserExecute);
    }

    /// <summary>A new file that the user alone can read.</summary>
    /// <exception cref="IOException">It cannot be made, or is there already.</exception>
    public static FileStream Create(string path, FileShare share)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OnlyMine;
        return new FileStream(path, options);
    }

    /// <summary>Writes a file anew as a whole: a crash leaves the old or the new one, never half of one.</summary>
    public static void Replace(string path, string text)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
        if (File.Exists(fresh))
            File.Delete(fresh);
        using (var file = Create(fresh, FileShare.None))
            file.Write(Encoding.UTF8.GetBytes(text));
        File.Move(fresh, path, overwrite: true);
    }
}
