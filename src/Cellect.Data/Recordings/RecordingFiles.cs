using System.Text;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>
/// The files of one recording, open for writing. A frame is written in this order: its rows of <c>tracks.csv</c> and of the event
/// tables, its mask with <c>res_track.txt</c>, the model's state, its row of <c>frames.csv</c>. Each reaches the operating system before
/// the next is begun, so a killed process leaves whole frames and at most one torn one, which <see cref="RecordingRepair"/> removes.
/// </summary>
internal sealed class RecordingFiles : IDisposable
{
    private readonly RecordingLock _lock;
    private readonly FileStream _tracks;
    private readonly List<(EventTable Table, FileStream File)> _events = [];
    private readonly FileStream _frames;
    private readonly MaskFolder? _masks;
    private readonly StateFiles? _state;
    private readonly MaskPainter _painter;
    private readonly CtcLabels _labels;
    private readonly CsvLine _csv = new();
    private int[] _labelOfCell = [];

    /// <summary>Opens a folder: an empty one, or one whose recording is to be continued after trouble.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="maskLevel">Where masks end, see <see cref="MaskPainter"/>.</param>
    /// <param name="masks">Whether masks are written.</param>
    /// <param name="state">Whether what the model carries on is kept, for a service that comes back after a crash.</param>
    /// <exception cref="IOException">The folder cannot be written, or another process is recording there.</exception>
    public RecordingFiles(string directory, double maskLevel, bool masks, bool state = false)
    {
        _lock = RecordingLock.Take(directory);
        try
        {
            (var recording, _labels) = RecordingRepair.Repair(directory, masks);
            LastT = recording.LastT;
            _painter = new MaskPainter(maskLevel);
            _state = state ? new StateFiles(directory) : null;
            _state?.Keep(LastT);
            _masks = masks ? new MaskFolder(directory) : null;
            _tracks = OpenTable(Path.Combine(directory, TrackTable.FileName), TrackTable.Header);
            foreach (var table in EventTables.All)
                _events.Add((table, OpenTable(Path.Combine(directory, table.FileName), table.Header)));
            _frames = OpenTable(Path.Combine(directory, FrameTable.FileName), FrameTable.Header);
        }
        catch
        {
            _tracks?.Dispose();
            foreach (var (_, file) in _events)
                file.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Last time point recorded; -1: none.</summary>
    public int LastT { get; private set; }

    /// <summary>Tracks of the series so far.</summary>
    public int TrackCount => _labels.TrackCount;

    /// <summary>Cells that are in the table but not in the masks, because 16 bits hold no more labels.</summary>
    public long CellsWithoutLabel => _labels.CellsWithoutLabel;

    /// <summary>Writes a frame.</summary>
    /// <exception cref="IOException">The disk is full or gone; the frame counts as not recorded.</exception>
    public void Append(TrackedFrame frame, long recordedNs)
    {
        var t = frame.Header.T;
        if (t <= LastT)
            throw new ArgumentException($"frame {t} after frame {LastT}; frames are recorded in the order of time");
        if (_labelOfCell.Length < frame.Cells.Count)
            _labelOfCell = new int[2 * frame.Cells.Count];
        _labels.Label(t, frame.Cells, _labelOfCell);

        WriteTracks(t, frame.Cells);
        foreach (var (table, file) in _events)
            file.Write(Encoding.ASCII.GetBytes(table.Rows(frame)));
        _masks?.Write(LastT, frame.Header, _painter.Paint(frame.Header, frame.Cells, _labelOfCell, frame.Foreground), _labels);
        if (_state is not null && frame.State is { } state)
            _state.Write(t, state());
        WriteFrame(frame, recordedNs);
        LastT = t;
    }

    /// <summary>Leaves everything on the disk as it has to be at the end.</summary>
    public void Finish()
    {
        _masks?.WriteTracks(_labels);
        FlushToDisk();
        _state?.Delete();
    }

    /// <summary>Has the operating system put the tables on the disk, against a power cut.</summary>
    public void FlushToDisk()
    {
        _tracks.Flush(flushToDisk: true);
        foreach (var (_, file) in _events)
            file.Flush(flushToDisk: true);
        _frames.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _tracks.Dispose();
        foreach (var (_, file) in _events)
            file.Dispose();
        _frames.Dispose();
        _lock.Dispose();
    }

    private void WriteTracks(int t, IReadOnlyList<TrackedCell> cells)
    {
        _csv.Clear();
        for (var i = 0; i < cells.Count; i++)
            TrackTable.Append(_csv, t, cells[i]);
        _tracks.Write(_csv.Written);
    }

    private void WriteFrame(TrackedFrame frame, long recordedNs)
    {
        _csv.Clear();
        FrameTable.Append(
            _csv,
            new FrameRow(
                frame.Header.T,
                frame.Header.Seq,
                frame.TimeStep,
                frame.Cells.Count,
                frame.Divisions.Count,
                frame.Header.Incomplete,
                frame.Stamps,
                recordedNs,
                _tracks.Length,
                frame.Header.Recorded
            )
        );
        _frames.Write(_csv.Written);
    }

    private static FileStream OpenTable(string path, string header)
    {
        // Unbuffered: a frame is one write, and what has been written survives the process.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Seek(0, SeekOrigin.End);
        if (file.Length == 0)
            file.Write(Encoding.ASCII.GetBytes(header + "\n"));
        return file;
    }
}
