using System.Globalization;
using Cellect.Dashboard.Settings;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Notifications;

/// <summary>Tells people elsewhere of alerts, many divisions and ends of series. The pipeline leaves a message and goes on.</summary>
internal sealed class NotificationSink : IFrameSink
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly NotificationOptions _options;
    private readonly Func<ServiceStatus> _status;
    private readonly TimeProvider _time;
    private readonly NoticeLane[] _lanes;
    private readonly DivisionRate _divisions;
    private readonly AlertBook _alerts;
    private readonly ITimer? _timer;
    private readonly Lock _looking = new();
    private HashSet<string> _standing = [];
    private string _series = "";

    /// <summary>Opens the targets.</summary>
    /// <param name="options">Checked options with a target.</param>
    /// <param name="status">The service's figures; any thread, must not block.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told of what goes out, and of what does not.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A secret is not there.</exception>
    public NotificationSink(NotificationOptions options, Func<ServiceStatus> status, TimeProvider time, ILogger log)
    {
        (_options, _status, _time) = (options, status, time);
        var fold = TimeSpan.FromMinutes(options.FoldMinutes);
        _lanes =
        [
            .. options.Targets.Select(target => new NoticeLane(
                target.Title,
                NoticeTargets.Open(target),
                new NoticeLimit(options.MaxPerHour, fold, time),
                time,
                log
            )),
        ];
        _divisions = new DivisionRate(options.DivisionsPerHour, time);
        _alerts = new AlertBook(time);
        if (options.Alerts)
            _timer = time.CreateTimer(_ => Look(), null, LookInterval, LookInterval);
    }

    /// <inheritdoc/>
    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        _series = header.Series;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        if (_divisions.Add(frame.Divisions.Count) is { } rate)
            Put(
                "divisions",
                "divisions",
                string.Create(CultureInfo.InvariantCulture, $"{rate:0} divisions an hour"),
                $"More than {_options.DivisionsPerHour:0.##} (Notifications:DivisionsPerHour), at time point {frame.Header.T} of "
                    + $"{_series}, with {frame.Cells.Count} cells."
            );
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        if (_options.SeriesEnd)
            Put($"end {_time.GetTimestamp()}", "series-end", $"{summary.Series} has ended", EndOf(summary));
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends what waits, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
        await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask()));
    }

    /// <summary>Tells of the alerts that are new since the last look.</summary>
    internal void Look()
    {
        // A look that takes longer than the interval is not joined by another.
        if (!_looking.TryEnter())
            return;
        try
        {
            var standing = new HashSet<string>();
            foreach (var alert in _alerts.Read(_status()))
            {
                var key = AlertBook.KeyOf(alert.Text);
                if (standing.Add(key) && !_standing.Contains(key))
                    Put(
                        key,
                        "alert",
                        alert.Text,
                        alert.Remedy.Length > 0 ? $"{alert.Text}. What to do: {alert.Remedy}." : alert.Text,
                        true
                    );
            }

            _standing = standing;
        }
        finally
        {
            _looking.Exit();
        }
    }

    private static string EndOf(SeriesSummary summary)
    {
        var states = summary.Ledger.Where(state => state.Value > 0 && state.Key != LedgerStates.Awaited).Select(s => $"{s.Value} {s.Key}");
        return $"Why: {summary.Reason}. {summary.Expected} time points: {string.Join(", ", states)}.";
    }

    private void Put(string key, string what, string title, string text, bool urgent = false)
    {
        var notice = new Notice
        {
            Key = key,
            Event = what,
            Title = title,
            Text = text,
            At = _time.GetUtcNow(),
            IsUrgent = urgent,
        };
        foreach (var lane in _lanes)
            lane.Put(notice);
    }
}
