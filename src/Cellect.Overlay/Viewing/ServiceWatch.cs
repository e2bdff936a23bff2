using System.Globalization;
using Cellect.Data.Status;
using Cellect.Gate.Protocol;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Viewing;

/// <summary>Finds out why a viewer has nothing to show, and says so in the feed and in the log. One thread.</summary>
/// <param name="endpoint">Where the service publishes, <c>tcp://HOST:PORT</c>.</param>
/// <param name="series">What is followed.</param>
/// <param name="feed">Its status gets the words.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Gets the words whenever they change.</param>
internal sealed class ServiceWatch(string endpoint, RemoteSeries series, SnapshotFeed feed, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3),
        ThinkEvery = TimeSpan.FromMilliseconds(250),
        StatusWithin = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closed = new();
    private Task<ServiceProbe>? _looking;
    private ServiceProbe? _found;
    private string? _target;
    private string _words = "";
    private bool _heard;
    private DateTimeOffset? _lostSince;
    private long? _lookedAt;
    private long? _thoughtAt;
    private long? _speaksSince;

    /// <summary>Thinks anew every quarter of a second; else as <see cref="Repeat"/>.</summary>
    /// <param name="counts">What the service tells of itself; null while it is not heard.</param>
    /// <param name="heard">When it was heard last, in the clock's timestamps.</param>
    /// <param name="silentControl">Port of the control socket when it does not answer; else 0.</param>
    /// <param name="previews">Port of the images; 0 or below: there are none.</param>
    public void Look(ServiceStatus? counts, long heard, int silentControl, int previews)
    {
        if (_thoughtAt is not { } before || time.GetElapsedTime(before) > ThinkEvery)
            Think(counts, heard, silentControl, previews);
        Repeat();
    }

    /// <summary>Says once more what was said: a frame has put a status without words into the feed.</summary>
    public void Repeat()
    {
        if (feed.Status.WaitingFor != _words)
            feed.Status = feed.Status with { WaitingFor = _words };
    }

    /// <summary>Gives up a look that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (_looking is not null)
            await Task.WhenAny(_looking);
    }

    private void Think(ServiceStatus? counts, long heard, int silentControl, int previews)
    {
        _thoughtAt = time.GetTimestamp();
        Lose(counts is null, heard);
        var (control, images) = (
            silentControl > 0 ? AtPort(silentControl) : null,
            previews > 0 && series.LacksImages && !series.IsOver ? AtPort(previews) : null
        );
        Probe(counts is null ? endpoint : control ?? images, control is null || counts is null ? SocketKind.Sub : SocketKind.Dealer);
        var words = ViewWords.Of(
            new ViewFacts
            {
                Endpoint = endpoint,
                Probe = _found,
                IsStatusOverdue = _speaksSince is { } since && time.GetElapsedTime(since) > StatusWithin,
                LostSince = _lostSince,
                Counts = counts,
                SilentControl = control,
                Series = series.Name,
                HasFrames = series.HasFrames,
                HasPreviews = previews > 0,
                SilentPreviews = images,
                IsOver = series.IsOver,
                End = series.End,
            }
        );
        if (words == _words)
            return;
        _words = words;
        if (words.Length > 0)
            ViewingLog.Waits(log, words);
    }

    private void Lose(bool isLost, long heard)
    {
        if (!isLost)
            (_heard, _lostSince) = (true, null);
        else if (_heard)
            _lostSince ??= time.GetUtcNow() - time.GetElapsedTime(heard);
    }

    private void Probe(string? target, SocketKind ours)
    {
        if (target != _target)
            (_target, _found, _lookedAt, _speaksSince) = (target, null, null, null);
        if (_looking is { IsCompleted: true } looked)
        {
            // What was found of another socket meanwhile is of no use.
            if (_lookedAt is not null)
                _found = looked.IsCompletedSuccessfully
                    ? looked.GetAwaiter().GetResult()
                    : new ServiceProbe($"{target} cannot be looked at: {looked.Exception?.GetBaseException().Message}");
            _looking = null;
            _speaksSince = _found is { Words.Length: 0 } ? _speaksSince ?? time.GetTimestamp() : null;
        }

        if (target is null || _looking is not null || (_lookedAt is { } last && time.GetElapsedTime(last) < LookEvery))
            return;
        _lookedAt = time.GetTimestamp();
        _looking = ServiceProbe.LookAsync(target, ours, _closed.Token);
    }

    private string AtPort(int port) => string.Create(CultureInfo.InvariantCulture, $"{endpoint[..endpoint.LastIndexOf(':')]}:{port}");
}
