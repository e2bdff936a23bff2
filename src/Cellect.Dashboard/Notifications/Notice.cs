using System.Text;

namespace Cellect.Dashboard.Notifications;

/// <summary>Something that a person elsewhere is told. Its texts have no control characters and a bounded length: names of series come from
/// the wire.</summary>
internal sealed record Notice
{
    private const int MostTitle = 150,
        MostText = 1500;

    private readonly string _title = "";
    private readonly string _text = "";

    /// <summary>What it is about, for folding: the same key is the same message.</summary>
    public required string Key { get; init; }

    /// <summary><c>alert</c>, <c>divisions</c>, <c>series-end</c>, <c>held-back</c> or <c>test</c>.</summary>
    public required string Event { get; init; }

    /// <summary>One line.</summary>
    public required string Title
    {
        get => _title;
        init => _title = Clean(value, MostTitle);
    }

    /// <summary>What there is to say; what to do about it at the end.</summary>
    public required string Text
    {
        get => _text;
        init => _text = Clean(value, MostText);
    }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether somebody should look at once.</summary>
    public bool IsUrgent { get; init; }

    private static string Clean(string text, int most)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= most)
                return clean.Append('…').ToString();
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return clean.ToString();
    }
}
