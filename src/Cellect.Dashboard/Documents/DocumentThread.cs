using Cellect.Dashboard.Neighbours;
using Cellect.Data.Images;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Documents;

/// <summary>
/// Makes the documents, on a thread that yields to all others, and only while somebody watches; else it looks now and then at alerts.
/// Pictures take a twentieth of its time at most, and rest while the pipeline is behind.
/// </summary>
internal sealed class DocumentThread
{
    private const double ShareOfPictures = 0.05;
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(1),
        SlowInterval = TimeSpan.FromSeconds(2),
        LongestRest = TimeSpan.FromSeconds(5),
        Tick = TimeSpan.FromMilliseconds(50);

    private readonly SeriesBook _book;
    private readonly NewestVolumes _volumes;
    private readonly NeighbourList _neighbours;
    private readonly Func<ServiceStatus> _status;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DocumentWriter _writer;
    private readonly StatusDocument _statusDocument;
    private readonly PictureMaker _pictures = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _pictureInterval;
    private int _watchers;
    private volatile bool _stopping;
    private long? _toldStatus;
    private long? _toldSlow;
    private long? _toldPicture;
    private TimeSpan _pictureRest;
    private long? _toldFrame;
    private TrackedFrame? _told;
    private int _toldDivisions = -1;
    private int _run;

    /// <summary>Starts the thread.</summary>
    /// <param name="book">What the series has told.</param>
    /// <param name="volumes">The newest volumes.</param>
    /// <param name="neighbours">Other services that the page shows.</param>
    /// <param name="shelf">Gets the documents.</param>
    /// <param name="picturesPerSecond">At most.</param>
    /// <param name="status">The service's figures.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told when the thread fails.</param>
    public DocumentThread(
        SeriesBook book,
        NewestVolumes volumes,
        NeighbourList neighbours,
        DocumentShelf shelf,
        double picturesPerSecond,
        Func<ServiceStatus> status,
        TimeProvider time,
        ILogger log
    )
    {
        (_book, _volumes, _neighbours, _status, _time, _log) = (book, volumes, neighbours, status, time, log);
        (_writer, Shelf) = (new DocumentWriter(shelf), shelf);
        _statusDocument = new StatusDocument(book, time);
        _pictureInterval = TimeSpan.FromSeconds(1 / picturesPerSecond);
        new Thread(Run) { IsBackground = true, Name = "cellect page" }.Start();
    }

    /// <summary>Says when pictures rest; null: never.</summary>
    public Relief? Relief { get; init; }

    /// <summary>Where the documents are.</summary>
    public DocumentShelf Shelf { get; }

    /// <summary>A browser has come: it is told at once what there is.</summary>
    public void Come()
    {
        Interlocked.Increment(ref _watchers);
        _wake.Set();
    }

    /// <summary>A browser has gone.</summary>
    public void Go() => Interlocked.Decrement(ref _watchers);

    /// <summary>Ends the thread.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        _wake.Set();
        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            BackgroundThread.YieldToOthers();
            while (!_stopping)
                Turn();
        }
        catch (Exception problem)
        {
            // The page is a comfort: tracking, recording and triggers go on without it.
            DocumentLog.Failed(_log, problem);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void Turn()
    {
        if (Volatile.Read(ref _watchers) == 0)
        {
            _statusDocument.Look(_status());
            _neighbours.Read();
            _wake.WaitOne(SlowInterval);
            return;
        }

        TellSeries();
        if (IsDue(_toldStatus, StatusInterval))
        {
            _toldStatus = _time.GetTimestamp();
            _writer.Put(StatusDocument.Kind, json => _statusDocument.Write(json, _status()));
            if (!_neighbours.IsEmpty)
                _writer.Put(NeighbourList.Kind, _neighbours.Write);
        }

        if (!_stopping)
            _wake.WaitOne(Tick);
    }

    private void TellSeries()
    {
        if (_book.Facts.Run != _run)
            Forget(_book.Facts.Run);
        if (IsDue(_toldFrame, _pictureInterval))
            TellNewest();
        if (!IsDue(_toldSlow, SlowInterval) || _book.Facts is not { Newest: not null, Header: { } header } facts)
            return;
        _toldSlow = _time.GetTimestamp();
        _writer.Put(SeriesDocuments.Curves, json => SeriesDocuments.WriteCurves(json, _book.Curve()));
        TellDivisions(facts, header);
    }

    // Cells go with the picture that they are drawn on; alone where there is none. Volumes are taken first, then the frame: they are of the
    // same time point unless one comes between these two lines.
    private void TellNewest()
    {
        var rests = Relief?.Rests(ReliefStep.Previews) == true;
        if (!rests && !IsDue(_toldPicture, _pictureRest))
            return;
        var volumes = rests ? [] : _volumes.TakeAll();
        var facts = _book.Facts;
        if (facts.Newest is { } frame && !ReferenceEquals(_told, frame))
        {
            (_told, _toldFrame) = (frame, _time.GetTimestamp());
            _writer.Put(SeriesDocuments.Frame, json => SeriesDocuments.WriteFrame(json, frame, facts.Populations));
        }

        if (volumes.Count > 0)
            TellPictures(volumes, facts.Header?.Series);
    }

    private void TellDivisions(SeriesFacts facts, VolumeHeader header)
    {
        var known = facts.Divisions + facts.Outcomes;
        if (_toldDivisions == known)
            return;
        _toldDivisions = known;
        _writer.Put(SeriesDocuments.Divisions, json => SeriesDocuments.WriteDivisions(json, header, _book.Divisions(), facts.Divisions));
    }

    private void TellPictures(IReadOnlyList<Volume> volumes, string? series)
    {
        _toldPicture = _time.GetTimestamp();
        foreach (var volume in volumes)
            using (volume)
                if (volume.Header.Series == series && !_stopping)
                    Tell(_pictures.Make(volume));
        var cost = _time.GetElapsedTime(_toldPicture.Value);
        // On a busy machine this thread waits for the others, and that counts too.
        var rest = TimeSpan.FromTicks((long)(cost.Ticks / ShareOfPictures));
        _pictureRest =
            rest < _pictureInterval ? _pictureInterval
            : rest < LongestRest ? rest
            : LongestRest;
    }

    private void Tell(Picture picture) =>
        _writer.Put(FormattableString.Invariant($"{SeriesDocuments.Picture}{picture.Channel}"), json =>
            SeriesDocuments.WritePicture(json, picture)
        );

    private void Forget(int run)
    {
        foreach (var kind in new[] { SeriesDocuments.Frame, SeriesDocuments.Curves, SeriesDocuments.Divisions, SeriesDocuments.Picture })
            Shelf.Forget(kind);
        (_run, _toldSlow, _toldPicture, _toldFrame, _told, _toldDivisions) = (run, null, null, null, null, -1);
    }

    private bool IsDue(long? told, TimeSpan interval) => told is not { } at || _time.GetElapsedTime(at) >= interval;
}
