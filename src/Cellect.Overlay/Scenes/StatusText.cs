using System.Globalization;
using Cellect.Data.Status;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

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

    /// <summary>Volumes tracked a second.</summary>
    public required string Rate { get; init; }

    /// <summary>Volumes received a second.</summary>
    public string RateIn { get; init; } = Unknown;

    /// <summary>End of exposure to shown.</summary>
    public required string Latency { get; init; }

    /// <summary>Median and 95th percentile of the latency; empty before there are any.</summary>
    public string LatencySpread { get; init; } = "";

    public required string Dropped { get; init; }

    public required string Missing { get; init; }

    /// <summary>Messages of which no use was made; empty when all were of use.</summary>
    public string Unused { get; init; } = "";

    public string Device { get; init; } = "";

    public string Scale { get; init; } = "";

    public string Alert { get; init; } = "";

    public required Badge Badge { get; init; }

    public required string BadgeText { get; init; }

    /// <summary>True while an earlier time point is looked at.</summary>
    public bool Paused { get; init; }

    /// <summary>State of the triggers; null where nothing is known of any.</summary>
    public TriggerMode? Trigger { get; init; }

    /// <summary>That state in words; empty where nothing is known of any.</summary>
    public string TriggerText { get; init; } = "";

    /// <summary>Puts the figures into words.</summary>
    /// <param name="snapshot">What is drawn, or null.</param>
    /// <param name="stream">How the stream fares now.</param>
    /// <param name="now">The clock's <see cref="TimeProvider.GetTimestamp"/> and its owner.</param>
    /// <param name="shownNs">When the snapshot was first shown, UTC nanoseconds since 1970.</param>
    /// <param name="figures">What the service knows of itself.</param>
    public static StatusText Of(
        OverlaySnapshot? snapshot,
        StreamStatus stream,
        TimeProvider now,
        long shownNs,
        ServiceFigures? figures = null
    )
    {
        figures ??= ServiceFigures.None;
        var age = stream.LastArrival is { } last ? now.GetElapsedTime(last) : TimeSpan.Zero;
        var badge = BadgeOf(stream, age);
        if (stream.DisconnectedSince is { } since)
            age = now.GetElapsedTime(since);
        return new StatusText
        {
            Series = stream.Series ?? Unknown,
            T = Text(snapshot?.T),
            Cells = Text(snapshot?.Cells.Length),
            Tracks = Text(snapshot?.TracksSoFar),
            Divisions = Text(snapshot?.DivisionsSoFar),
            Rate =
                badge == Badge.Stale ? "0"
                : badge == Badge.Live && figures.VolumesOutPerSecond is { } tracked ? Digits(tracked)
                : badge == Badge.Live && stream.VolumesPerSecond > 0 ? Digits(stream.VolumesPerSecond)
                : Unknown,
            RateIn = figures.VolumesInPerSecond is { } rate ? Digits(rate) : Unknown,
            Latency = LatencyOf(snapshot, shownNs),
            Dropped = stream.Series is null ? Unknown : Text(figures.Dropped ?? 0),
            Missing = stream.Series is null ? Unknown : Text(figures.Missing ?? stream.Lost),
            Unused = figures.Unused,
            Device = figures.Device,
            Scale = figures.Scale,
            Alert = AlertWords(figures.Alerts),
            Badge = badge,
            BadgeText = BadgeWords(badge, age),
        };
    }

    /// <summary>A latency in words.</summary>
    /// <param name="milliseconds">Below 0 where two clocks differ.</param>
    public static string LatencyWords(double milliseconds) =>
        milliseconds switch
        {
            < 0 => "clocks differ",
            < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
            < 1e7 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
            _ => "> 2 h",
        };

    private static Badge BadgeOf(StreamStatus stream, TimeSpan age)
    {
        if (stream.DisconnectedSince is not null)
            return Badge.Disconnected;
        if (stream.LastArrival is null)
            return Badge.Waiting;
        if (stream.Ended)
            return Badge.Ended;
        var limit = stream.Interval is { } interval ? 2 * interval : StalenessWithoutInterval;
        return age > (limit > ShortestStaleness ? limit : ShortestStaleness) ? Badge.Stale : Badge.Live;
    }

    private static string BadgeWords(Badge badge, TimeSpan age) =>
        badge switch
        {
            Badge.Waiting => "WAITING",
            Badge.Live => "LIVE",
            Badge.Ended => "ENDED",
            Badge.Disconnected => "NO SERVICE " + Duration(age),
            _ => "STALE " + Duration(age),
        };

    private static string AlertWords(IReadOnlyList<string> alerts) =>
        alerts.Count switch
        {
            0 => "",
            1 => alerts[0],
            _ => $"{alerts.Count} alerts (W): {alerts[0]}",
        };

    private static string Duration(TimeSpan age) =>
        age.TotalSeconds < 120 ? $"{(int)age.TotalSeconds} s"
        : age.TotalMinutes < 120 ? $"{(int)age.TotalMinutes} min"
        : $"{(int)age.TotalHours} h";

    private static string LatencyOf(OverlaySnapshot? snapshot, long shownNs) =>
        snapshot is { ExposureEndNs: > 0 } ? LatencyWords((shownNs - snapshot.ExposureEndNs) / 1e6) : Unknown;

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? Unknown;

    private static string Digits(double value) =>
        value.ToString(
            value >= 10 ? "0"
                : value >= 1 ? "0.0"
                : value > 0 ? "0.000"
                : "0",
            CultureInfo.InvariantCulture
        );
}
