using System.Threading.Channels;
using Cellect.Data.Images;
using Cellect.Data.Status;

namespace Cellect.Overlay.Snapshots;

/// <summary>
/// From the pipeline to the thread that draws: room for one draft, the newest wins, neither side waits for the other.
/// </summary>
/// <param name="counts">What the service knows of itself; must not block. Null: nothing is known.</param>
internal sealed class SnapshotFeed(Func<ServiceStatus?>? counts = null)
{
    private readonly Channel<SnapshotDraft> _drafts = Channel.CreateBounded<SnapshotDraft>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        static overtaken => overtaken.Dispose()
    );

    private volatile StreamStatus _status = StreamStatus.Waiting;
    private volatile SeriesHistory _book = new();
    private volatile BiologyBook _biology = new();

    /// <summary>How the stream fares now.</summary>
    public StreamStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>What the series has told so far.</summary>
    public SeriesHistory Book
    {
        get => _book;
        set => _book = value;
    }

    /// <summary>What the analysis has told of the series so far.</summary>
    public BiologyBook Biology
    {
        get => _biology;
        set => _biology = value;
    }

    /// <summary>The newest volumes of the channels that are not tracked.</summary>
    public NewestVolumes Others { get; } = new(NewestVolumes.OtherChannels);

    /// <summary>True when nothing will come any more and nothing is left.</summary>
    public bool Completed => _drafts.Reader.Completion.IsCompleted;

    /// <summary>What the service knows of itself, or null.</summary>
    public ServiceStatus? ReadCounts() => counts?.Invoke();

    /// <summary>Hands <paramref name="draft"/> over; it is disposed here if nobody draws any more.</summary>
    public void Post(SnapshotDraft draft)
    {
        if (!_drafts.Writer.TryWrite(draft))
            draft.Dispose();
    }

    /// <summary>The newest draft, for the caller to dispose, or null.</summary>
    public SnapshotDraft? TryTake() => _drafts.Reader.TryRead(out var draft) ? draft : null;

    /// <summary>The next draft, for the caller to dispose, or null at the end. Blocks: for a thread of its own.</summary>
    public SnapshotDraft? Take() => _drafts.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult() ? TryTake() : null;

    /// <summary>No more drafts: from the pipeline at its end, or from the display when it is closed.</summary>
    public void Complete() => _drafts.Writer.TryComplete();

    /// <summary>As <see cref="Complete"/>, and what was not drawn is given back.</summary>
    public void Abandon()
    {
        Complete();
        Others.Close();
        while (TryTake() is { } draft)
            draft.Dispose();
    }
}
