using Cellect.Data.Status;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Logging;

namespace Cellect.Overlay.Displays;

/// <summary>The thread that opens a display, draws and closes it. Whatever goes wrong here is logged, and ends here.</summary>
internal sealed class DisplayThread
{
    private readonly OverlayOptions _options;
    private readonly SnapshotFeed _feed;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITriggerControl? _triggers;
    private readonly DivisionReview _review;
    private readonly ISignInCodes? _codes;
    private readonly TaskCompletionSource<bool> _isWindow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the thread.</summary>
    public DisplayThread(
        OverlayOptions options,
        SnapshotFeed feed,
        TimeProvider time,
        ILogger log,
        ITriggerControl? triggers = null,
        DivisionReview? review = null,
        ISignInCodes? codes = null
    )
    {
        (_options, _feed, _time, _log, _triggers, _review) = (options, feed, time, log, triggers, review ?? new DivisionReview(null, time));
        _codes = codes;
        new Thread(Run) { Name = "overlay", IsBackground = true }.Start();
    }

    /// <summary>Whether there is a window, once that is known; false for pictures and for nothing.</summary>
    public Task<bool> IsWindow => _isWindow.Task;

    /// <summary>True when there is, or was, something to draw on; known once <see cref="IsWindow"/> is complete.</summary>
    public bool Opened { get; private set; }

    /// <summary>Completes when the display is closed; never faults.</summary>
    public Task Ended => _ended.Task;

    private void Run()
    {
        try
        {
            using var display = Open();
            Opened = display is not null;
            _isWindow.TrySetResult(display is OverlayWindow);
            display?.Run(_feed);
        }
        catch (Exception problem)
        {
            _log.OverlayFailed(problem);
        }
        finally
        {
            _isWindow.TrySetResult(false);
            _feed.Abandon();
            _ended.SetResult();
        }
    }

    private IOverlayDisplay? Open()
    {
        var folder = new PictureFolder(_options.PictureFolder, _log);
        var problems = new List<string>();
        IOverlayDisplay? display = null;
        if (_options.Mode is OverlayMode.Auto or OverlayMode.Window)
            display = TryOpen(
                () => new OverlayWindow(_options, _feed, _time, folder, _log, _triggers, _review, _codes),
                "no window",
                problems
            );
        if (display is null && _options.Mode is OverlayMode.Auto or OverlayMode.Offscreen)
            display = TryOpen(() => new OffscreenOverlay(_options, _time, folder, _triggers), "no pictures", problems);

        if (display is not null)
            _log.OverlayOpened(display.Description, string.Concat(problems.Select(problem => $" ({problem})")));
        else if (problems.Count > 0)
            _log.OverlayUnavailable(string.Join("; ", problems));
        return display;
    }

    private static IOverlayDisplay? TryOpen(Func<IOverlayDisplay> open, string consequence, List<string> problems)
    {
        try
        {
            return open();
        }
        catch (NotSupportedException reason)
        {
            problems.Add($"{consequence}: {reason.Message}");
            return null;
        }
    }
}
