using System.Text.RegularExpressions;

namespace Cellect.Data.Status;

/// <summary>
/// Knows since when each alert stands: the status tells sentences, whose figures change while they stand. One thread at a time.
/// </summary>
/// <param name="time">Clock.</param>
internal sealed partial class AlertBook(TimeProvider time)
{
    private Dictionary<string, Alert> _standing = [];

    /// <summary>The alerts that stand now, in the order of the status.</summary>
    public IReadOnlyList<Alert> Read(ServiceStatus status)
    {
        var now = new Dictionary<string, Alert>();
        foreach (var sentence in status.Alerts)
            now.TryAdd(KeyOf(sentence), Of(sentence, status.Triggers));
        _standing = now;
        return [.. now.Values];
    }

    /// <summary>The sentence without its figures: the same as long as it is about the same thing.</summary>
    public static string KeyOf(string sentence) => Figures().Replace(sentence, "#");

    private Alert Of(string sentence, TriggerStatus? triggers)
    {
        if (
            triggers?.AlertDetails.FirstOrDefault(known => sentence == $"{known.Text}; {known.Remedy}" || sentence == known.Text) is
            { } told
        )
            return told;
        var since = _standing.TryGetValue(KeyOf(sentence), out var before) ? before.Since : time.GetUtcNow();
        // Sentences end with their remedy, behind the last semicolon.
        var cut = sentence.LastIndexOf("; ", StringComparison.Ordinal);
        return cut < 0
            ? new Alert("service", since, 1, sentence, "")
            : new Alert("service", since, 1, sentence[..cut], sentence[(cut + 2)..]);
    }

    [GeneratedRegex(@"\d+([.,:]\d+)*")]
    private static partial Regex Figures();
}
