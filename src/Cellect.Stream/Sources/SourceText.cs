using System.Globalization;

namespace Cellect.Stream.Sources;

/// <summary>A source as the user wrote it: a path and, after a question mark, <c>key=value</c> pairs joined by <c>&amp;</c>.</summary>
internal sealed record SourceText(string Path, int? Slices, int? Channel, int? Channels = null, string? Order = null)
{
    /// <exception cref="FormatException">An unknown key or an impossible value.</exception>
    public static SourceText Parse(string source)
    {
        var at = source.LastIndexOf('?');
        if (at < 0 || File.Exists(source) || Directory.Exists(source))
            return new SourceText(source, null, null);
        var parsed = new SourceText(source[..at], null, null);
        foreach (var pair in source[(at + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            parsed = pair.Split('=', 2) switch
            {
                ["slices", var text] => parsed with { Slices = Whole(pair, text, 1) },
                ["channel", var text] => parsed with { Channel = Whole(pair, text, 0) },
                ["channels", var text] => parsed with { Channels = Whole(pair, text, 1) },
                ["order", var text] => parsed with { Order = text },
                _ => throw new FormatException(
                    $"'{pair}' in source '{source}': legal are slices=N (pages of one channel of a time point), "
                        + $"channels=N, channel=N (from 0) and "
                        + "order=czt (axes of the pages, fastest first)"
                ),
            };
        return parsed;
    }

    private static int Whole(string pair, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new FormatException($"'{pair}' in the source: must be a whole number, {least} or more");
}
