using Cellect.Triggers.Control;

namespace Cellect.Live.Commands;

/// <summary>The command token of a viewer, which goes without one.</summary>
/// <param name="Token">The token; null: nothing can be armed or disarmed from here.</param>
/// <param name="Missing">Why there is none, and how to get it; empty where there is one.</param>
internal sealed record ViewToken(CommandToken? Token, string Missing)
{
    /// <summary>Reads the token where there is one.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="isNamed">Whether the user has named the file: then it must be there.</param>
    /// <exception cref="IOException">It is named and cannot be read.</exception>
    public static ViewToken Read(string path, bool isNamed)
    {
        if (!isNamed && !File.Exists(path))
            return new ViewToken(
                null,
                "read only, for there is no command token here: copy that of the service (command-token in its state folder, or "
                    + "Triggers:CommandTokenFile) and name the copy with --token-file (docs/security.md)"
            );
        try
        {
            return new ViewToken(CommandToken.Read(path), "");
        }
        catch (IOException e) when (!isNamed)
        {
            return new ViewToken(null, $"read only: {e.Message}");
        }
    }
}
