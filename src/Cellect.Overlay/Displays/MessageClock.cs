namespace Cellect.Overlay.Displays;

/// <summary>Shows the newest message of several sources for a while.</summary>
internal sealed class MessageClock(TimeProvider time)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);

    private readonly Dictionary<string, string> _last = [];
    private Func<string>[] _sources = [];
    private string _text = "";
    private long _since;

    /// <summary>What <see cref="Listen"/> hears.</summary>
    public void Sources(params Func<string>[] sources) => _sources = sources;

    /// <summary>Hears all sources.</summary>
    public void Listen()
    {
        for (var i = 0; i < _sources.Length; i++)
            Hear($"{i}", _sources[i]());
    }

    /// <summary>Hears a source: a text that has changed is a new message.</summary>
    public void Hear(string source, string text)
    {
        if (_last.GetValueOrDefault(source, "") == text)
            return;
        _last[source] = text;
        _text = text;
        _since = time.GetTimestamp();
    }

    /// <summary>What to show now; empty for nothing.</summary>
    public string Text => time.GetElapsedTime(_since) < Shown ? _text : "";
}
