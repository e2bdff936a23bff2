namespace Cellect.Triggers.Actions;

/// <summary>The bounds of <see cref="MicroscopeSettings.Extras"/>.</summary>
internal static class ExtraRules
{
    /// <summary>What is wrong with them, or null.</summary>
    public static string? Mistake(IReadOnlyDictionary<string, string> extras)
    {
        if (extras.Count > MicroscopeSettings.MaxExtras)
            return $"{extras.Count} extras; at most {MicroscopeSettings.MaxExtras}";
        foreach (var (name, text) in extras)
        {
            if (name.Length is 0 or > MicroscopeSettings.MaxExtraChars || text.Length > MicroscopeSettings.MaxExtraChars)
                return $"extra '{Shorten(name)}' is longer than {MicroscopeSettings.MaxExtraChars} characters, or has no name";
            if (name.Any(char.IsControl) || text.Any(char.IsControl))
                return $"extra '{Shorten(name)}' has a control character; only printable text is passed on";
        }

        return null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
