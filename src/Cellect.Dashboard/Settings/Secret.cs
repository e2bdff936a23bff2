using System.ComponentModel.DataAnnotations;

namespace Cellect.Dashboard.Settings;

/// <summary>Secrets that settings point to and never hold: the settings are in session.json, and on the command line for all to see.
/// </summary>
internal static class Secret
{
    private const string Variable = "env:",
        File = "file:";
    private const int MostBytes = 8192;

    /// <summary>What is wrong with a pointer; null when nothing is. Never says what stands there: it may be the secret itself.</summary>
    public static string? Mistake(string pointer) =>
        pointer.Length > Variable.Length && pointer.StartsWith(Variable, StringComparison.Ordinal) ? null
        : pointer.Length > File.Length && pointer.StartsWith(File, StringComparison.Ordinal) ? null
        : pointer.Length == 0 ? "is missing; write env:NAME (a variable that holds it) or file:PATH (a file that holds it)"
        : "holds the value itself; put that into a variable or a file, and write env:NAME or file:PATH";

    /// <summary>The secret.</summary>
    /// <exception cref="ValidationException">It is not there, or others can read it.</exception>
    public static string Read(string pointer)
    {
        if (Mistake(pointer) is { } mistake)
            throw new ValidationException(mistake);
        var text = pointer.StartsWith(Variable, StringComparison.Ordinal)
            ? Environment.GetEnvironmentVariable(pointer[Variable.Length..])
            : OfFile(pointer[File.Length..]);
        return text?.Trim() is { Length: > 0 } secret ? secret : throw new ValidationException($"{pointer} is not set, or empty");
    }

    private static string OfFile(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        try
        {
            if (!OperatingSystem.IsWindows() && (System.IO.File.GetUnixFileMode(path) & others) != 0)
                throw new ValidationException($"others can read or write {path}: run chmod 600 {path}");
            if (new FileInfo(path).Length > MostBytes)
                throw new ValidationException($"{path} is larger than {MostBytes} bytes");
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ValidationException($"{path} cannot be read: {e.GetType().Name}", e);
        }
    }
}
