using Cellect.Triggers.Conditions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Rules;

/// <summary>What a rule's guards remember of its firings.</summary>
internal sealed class GuardState
{
    private readonly Dictionary<int, long> _lastOfTrack = [];
    private long? _lastNs;
    private int _firings;

    /// <summary>Name of the guard that holds the rule back; empty: none.</summary>
    public string HeldBackBy(GuardOptions guards, FrameFacts frame, Occurrence occurrence)
    {
        if (frame.Volume < guards.WarmUpVolumes)
            return "warm-up";
        if (!guards.AcrossGaps && (occurrence.AcrossGap || frame.AfterGap))
            return "gap";
        if (frame.AgeSeconds > guards.MaxAgeSeconds)
            return "stale";
        if (_firings >= guards.MaxFirings)
            return "max-firings";
        if (_lastNs is { } last && IsWithin(frame.TimeNs - last, guards.CooldownSeconds))
            return "cooldown";
        return TracksOf(occurrence, frame)
            .Any(track => _lastOfTrack.TryGetValue(track, out var at) && IsWithin(frame.TimeNs - at, guards.TrackCooldownSeconds))
            ? "track-cooldown"
            : "";
    }

    /// <summary>The rule has fired.</summary>
    public void Fired(GuardOptions guards, FrameFacts frame, Occurrence occurrence)
    {
        (_lastNs, _firings) = (frame.TimeNs, _firings + 1);
        if (guards.TrackCooldownSeconds <= 0 || occurrence.Track == 0)
            return;
        foreach (
            var old in _lastOfTrack
                .Where(pair => !IsWithin(frame.TimeNs - pair.Value, guards.TrackCooldownSeconds))
                .Select(pair => pair.Key)
                .ToList()
        )
            _lastOfTrack.Remove(old);
        foreach (var track in occurrence.Daughters.Prepend(occurrence.Track))
            _lastOfTrack[track] = frame.TimeNs;
    }

    private static bool IsWithin(long nanoseconds, double seconds) => seconds > 0 && nanoseconds < seconds * 1e9;

    private static IEnumerable<int> TracksOf(Occurrence occurrence, FrameFacts frame)
    {
        if (occurrence.Track == 0)
            return [];
        var mother = frame.Tracks.Find(occurrence.Track)?.Parent ?? -1;
        return mother > 0 ? [occurrence.Track, mother] : [occurrence.Track];
    }
}
