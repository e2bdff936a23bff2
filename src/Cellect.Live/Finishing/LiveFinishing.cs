using System.Threading.Channels;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Finishing;

/// <summary>
/// Tells which tracks continue which while the session runs, in each population, and which named cells are lost. It works on a thread of
/// its own that yields to the others, on frames in a bounded queue: where it is too slow it leaves frames out and begins anew, and never
/// holds up tracking.
/// </summary>
internal sealed class LiveFinishing : IFrameSink
{
    private const int QueuedFrames = 64;

    // Some 30 MB, all populations together.
    private const int MostCells = 500_000;
    private const int ShownMerges = 100;

    private readonly LiveFinishOptions _options;
    private readonly int _populations;
    private readonly Func<VolumeHeader, string>? _folderOf;
    private readonly Func<VolumeHeader, IEnumerable<TrackedFrame>> _before;
    private readonly Action<TrackMerge> _tell;
    private readonly ILogger _log;
    private readonly Channel<object> _queue = Channel.CreateBounded<object>(
        new BoundedChannelOptions(QueuedFrames) { SingleReader = true, SingleWriter = true }
    );
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _leftOut;
    private volatile IReadOnlyList<TrackMerge> _newest = [];
    private volatile string[] _alerts = [];
    private volatile string? _problem;

    // Of the thread alone.
    private VolumeHeader? _header;
    private readonly Dictionary<int, FinishingWindow> _windows = [];
    private Dictionary<int, int> _into = [];
    private NamedCells _named = new();
    private (long Length, DateTime At) _edits;

    /// <summary>Starts the thread.</summary>
    /// <param name="options">How often.</param>
    /// <param name="populations">Populations whose frames come.</param>
    /// <param name="folderOf">The recording of a series; null: nothing is recorded.</param>
    /// <param name="before">Frames that an earlier run of the service recorded of a series that goes on; none: it is a new one.</param>
    /// <param name="tell">Gets each merge; must not wait.</param>
    /// <param name="log">Gets merges and trouble.</param>
    public LiveFinishing(
        LiveFinishOptions options,
        int populations,
        Func<VolumeHeader, string>? folderOf,
        Func<VolumeHeader, IEnumerable<TrackedFrame>> before,
        Action<TrackMerge> tell,
        ILogger log
    )
    {
        (_options, _populations, _folderOf, _before, _tell, _log) = (options, populations, folderOf, before, tell, log);
        new Thread(Run) { IsBackground = true, Name = "cellect finishing" }.Start();
    }

    /// <summary>The newest merges of the series, newest last. Any thread.</summary>
    public IReadOnlyList<TrackMerge> Newest => _newest;

    /// <summary>What a person must know now. Any thread.</summary>
    public IReadOnlyList<string> Alerts => _problem is { } problem ? [problem, .. _alerts] : _alerts;

    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel) => _queue.Writer.WriteAsync(header, cancel);

    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        if (!_queue.Writer.TryWrite(frame))
            Interlocked.Increment(ref _leftOut);
        return ValueTask.CompletedTask;
    }

    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel) => _queue.Writer.WriteAsync(summary, cancel);

    /// <summary>Looks at what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    private void Run()
    {
        BackgroundThread.YieldToOthers();
        try
        {
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            while (_queue.Reader.TryRead(out var next))
                Guard(next);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void Guard(object next)
    {
        try
        {
            switch (next)
            {
                case VolumeHeader header:
                    Begin(header);
                    break;
                case TrackedFrame frame when _header is not null:
                    Take(frame);
                    break;
                case SeriesSummary when _header is not null:
                    foreach (var (population, window) in _windows)
                        Tell(window.End(population));
                    break;
            }
        }
        catch (Exception e)
        {
            // This thread must not end the process, and what is recorded is not touched by it.
            FinishingLog.Failed(_log, e.Message);
            (_header, _problem) = (null, $"which tracks continue which is not told any more in this series: {e.Message}");
        }
    }

    private void Begin(VolumeHeader header)
    {
        (_header, _problem, _alerts, _edits) = (header, null, [], default);
        (_named, _into) = (new NamedCells(), []);
        _windows.Clear();
        var told = _folderOf is null ? [] : MergeTable.Read(_folderOf(header));
        foreach (var merge in told)
            _into[merge.From] = merge.Into;
        _newest = [.. told.TakeLast(ShownMerges)];
        foreach (var frame in _before(header))
        {
            _named.See(frame);
            WindowOf(frame)?.Keep(frame);
        }
    }

    private void Take(TrackedFrame frame)
    {
        if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var leftOut)
        {
            FinishingLog.Behind(_log, leftOut);
            foreach (var window in _windows.Values)
                window.Clear();
        }

        _named.See(frame);
        Tell(WindowOf(frame)?.Add(frame) ?? []);
        ReadNames();
        _alerts = _named.Lost(frame.Header.T, _into) is { Length: > 0 } lost ? [lost] : [];
    }

    // Which tracks continue which is a question within one population.
    private FinishingWindow? WindowOf(TrackedFrame frame)
    {
        if (_options.EveryVolumes == 0)
            return null;
        if (!_windows.TryGetValue(frame.Header.C, out var window))
            _windows[frame.Header.C] = window = new FinishingWindow(
                _options,
                _header!.Shape,
                _header.VoxelMicrometres,
                MostCells / _populations,
                _into
            );
        return window;
    }

    private void Tell(IReadOnlyList<TrackMerge> merges)
    {
        if (merges.Count == 0)
            return;
        // On the disk first: who is told of a merge finds it there.
        if (_folderOf is not null)
            MergeTable.Append(_folderOf(_header!), merges);
        foreach (var merge in merges)
        {
            FinishingLog.Merged(_log, merge.From, merge.T, merge.Into, merge.Probability);
            _tell(merge);
        }

        _newest = [.. _newest.Concat(merges).TakeLast(ShownMerges)];
    }

    private void ReadNames()
    {
        if (_folderOf is null)
            return;
        try
        {
            var folder = _folderOf(_header!);
            var file = new FileInfo(Path.Combine(folder, EditLog.FileName));
            if (!file.Exists || _edits == (file.Length, file.LastWriteTimeUtc))
                return;
            _edits = (file.Length, file.LastWriteTimeUtc);
            _named.Take(EditLog.Active(EditLog.Read(folder)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            // Whoever learns from the log tells of it.
        }
    }
}
