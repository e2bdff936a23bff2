using System.Globalization;
using Cellect.Live.Overlay.Snapshots;

namespace Cellect.Live.Overlay.Hud;

/// <summary>The words of the status strip. Two that are equal look the same.</summary>
internal sealed record StatusText
{
    private const string Unknown = "-";

    // Streams of fifty volumes a second may hiccup; the eye cannot use a badge that blinks.
    private static readonly TimeSpan ShortestStaleness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StalenessWithoutInterval = TimeSpan.FromSeconds(10);

    public required string Series { get; init; }

    public required string T { get; init; }

    public required string Cells { get; init; }

    public required string Tracks { get; init; }

    public required string Divisions { get; init; }

    public required string Rate { get; init; }

    public required string Latency { get; init; }

    public required string Lost { get; init; }

    public required Badge Badge { get; init; }

    public required string BadgeText { get; init; }

    /// <summary>Puts the figures into words.</summary>
    /// <param name="snapshot">What is drawn, or null.</param>
    /// <param name="stream">How the stream fares now.</param>
    /// <param name="now">The clock's <see cref="TimeProvider.GetTimestamp"/> and its owner.</param>
    /// <param name="shownNs">When the snapshot was first shown, UTC nanoseconds since 1970.</param>
    public static StatusText Of(OverlaySnapshot? snapshot, StreamStatus stream, TimeProvider now, long shownNs)
    {
        var age = stream.LastArrival is { } last ? now.GetElapsedTime(last) : TimeSpan.Zero;
        var badge = BadgeOf(stream, age);
        return new StatusText
        {
            Series = stream.Series ?? Unknown,
            T = Text(snapshot?.T),
            Cells = Text(snapshot?.Cells.Length),
            Tracks = Text(snapshot?.TracksSoFar),
            Divisions = Text(snapshot?.DivisionsSoFar),
            Rate = badge == Badge.Live && stream.VolumesPerSecond > 0 ? Digits(stream.VolumesPerSecond) : badge == Badge.Stale ? "0" : Unknown,
            Latency = LatencyOf(snapshot, shownNs),
            Lost = stream.Series is null ? Unknown : Text(stream.Lost),
            Badge = badge,
            BadgeText = BadgeWords(badge, age),
        };
    }

    private static Badge BadgeOf(StreamStatus stream, TimeSpan age)
    {
        if (stream.LastArrival is null)
            return Badge.Waiting;
        if (stream.Ended)
            return Badge.Ended;
        var limit = stream.Interval is { } interval ? 2 * interval : StalenessWithoutInterval;
        return age > (limit > ShortestStaleness ? limit : ShortestStaleness) ? Badge.Stale : Badge.Live;
    }

    private static string BadgeWords(Badge badge, TimeSpan age) => badge switch
    {
        Badge.Waiting => "WAITING",
        Badge.Live => "LIVE",
        Badge.Ended => "ENDED",
        _ => "STALE " + (age.TotalSeconds < 120 ? $"{(int)age.TotalSeconds} s" : age.TotalMinutes < 120 ? $"{(int)age.TotalMinutes} min" : $"{(int)age.TotalHours} h"),
    };

    private static string LatencyOf(OverlaySnapshot? snapshot, long shownNs)
    {
        if (snapshot is not { ExposureEndNs: > 0 })
            return Unknown;
        var milliseconds = (shownNs - snapshot.ExposureEndNs) / 1e6;
        return milliseconds switch
        {
            < 0 => "clocks differ",
            < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
            < 1e7 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
            _ => "> 2 h",
        };
    }

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? Unknown;

    private static string Digits(double value) =>
        value.ToString(value >= 10 ? "0" : value >= 1 ? "0.0" : "0.000", CultureInfo.InvariantCulture);
}
