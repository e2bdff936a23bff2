using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Notifications;

/// <summary>The way of one target: a short queue, its limits, a few tries. Whoever puts a message in never waits.</summary>
internal sealed class NoticeLane : IAsyncDisposable
{
    private const int Waiting = 32;
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60)];
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(5),
        LookInterval = TimeSpan.FromSeconds(30);

    private readonly Channel<Notice?> _queue = Channel.CreateBounded<Notice?>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    private readonly CancellationTokenSource _abort = new();
    private readonly string _name;
    private readonly INoticeTarget _target;
    private readonly NoticeLimit _limit;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private readonly Task _running;

    /// <param name="name">What the target is called.</param>
    /// <param name="target">Owned.</param>
    /// <param name="limit">What it is spared.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told of what does not go out.</param>
    public NoticeLane(string name, INoticeTarget target, NoticeLimit limit, TimeProvider time, ILogger log)
    {
        (_name, _target, _limit, _time, _log) = (name, target, limit, time, log);
        // An empty place: look whether what was held back may be told.
        _timer = time.CreateTimer(_ => _queue.Writer.TryWrite(null), null, LookInterval, LookInterval);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Sends a message, if the limits allow it.</summary>
    public void Put(Notice notice) => _queue.Writer.TryWrite(notice);

    /// <summary>Sends what waits, for five seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _queue.Writer.TryComplete();
        _abort.CancelAfter(AtTheEnd);
        await _running;
        _abort.Dispose();
        _target.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var notice in _queue.Reader.ReadAllAsync(_abort.Token))
                if ((notice is null ? _limit.TakeHeldBack() : _limit.Take(notice)) is { } due)
                    await SendAsync(due);
        }
        catch (OperationCanceledException)
        {
            NotificationLog.NotSent(_log, _name, "the service ended");
        }
        catch (Exception problem)
        {
            // Told by its kind alone: a message may have parts of an address.
            NotificationLog.NotSent(_log, _name, problem.GetType().Name);
        }
    }

    private async Task SendAsync(Notice notice)
    {
        for (var tries = 0; ; tries++)
        {
            if (await _target.SendAsync(notice, _abort.Token) is not { } failure)
            {
                NotificationLog.Sent(_log, _name, notice.Event);
                return;
            }

            if (!failure.MayRetry || tries == Pauses.Length)
            {
                NotificationLog.NotSent(_log, _name, failure.Why);
                return;
            }

            await Task.Delay(Pauses[tries], _time, _abort.Token);
        }
    }
}
