using System.Text.RegularExpressions;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Since when which alert has stood. One whose figures change is the same one.</summary>
internal sealed partial class AlertBook(TimeProvider time)
{
    private readonly Dictionary<string, DateTimeOffset> _since = [];

    /// <summary>The alerts that stand now.</summary>
    public Listed<StandingAlert> Read(IReadOnlyList<string> alerts)
    {
        var kinds = alerts.Select(alert => Figures().Replace(alert, "#")).ToArray();
        foreach (var gone in _since.Keys.Except(kinds).ToArray())
            _since.Remove(gone);
        foreach (var kind in kinds)
            _since.TryAdd(kind, time.GetLocalNow());
        return new Listed<StandingAlert>([.. alerts.Zip(kinds, (alert, kind) => new StandingAlert(_since[kind], alert))]);
    }

    [GeneratedRegex(@"\d[\d.,:]*")]
    private static partial Regex Figures();
}
