namespace Cellect.Triggers.Control;

/// <summary>The command token of a viewer, which goes without one until there is one: the service may be started after it. Any
/// thread.</summary>
/// <param name="path">Its file.</param>
internal sealed class TokenFile(string path)
{
    private CommandToken? _token;

    /// <summary>The token; null: nothing can be armed or disarmed from here.</summary>
    /// <param name="missing">Why there is none, and how to get it; empty where there is one.</param>
    public CommandToken? Find(out string missing)
    {
        missing = "";
        if (Volatile.Read(ref _token) is { } known)
            return known;
        if (!File.Exists(path))
        {
            missing =
                $"read only, for there is no command token at {path}: copy that of the service (command-token in its state folder, or "
                + "Triggers:CommandTokenFile) and name the copy with --token-file (docs/security.md)";
            return null;
        }

        try
        {
            var token = CommandToken.Read(path);
            Volatile.Write(ref _token, token);
            return token;
        }
        catch (IOException e)
        {
            missing = $"read only: {e.Message}";
            return null;
        }
    }
}
