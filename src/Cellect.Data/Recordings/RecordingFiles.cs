using System.Text;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

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
    private readonly MaskPainter _painter;
    private readonly List<PopulationFiles> _populations = [];
    private readonly CsvLine _csv = new();
    private int[] _labelOfCell = [];

    /// <summary>Opens a folder: an empty one, or one whose recording is to be continued after trouble.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="maskLevel">Where masks end, see <see cref="MaskPainter"/>.</param>
    /// <param name="masks">Whether masks are written.</param>
    /// <param name="populations">Channels of the populations, in the order of their masks.</param>
    /// <param name="state">Whether what the model carries on is kept, for a service that comes back after a crash.</param>
    /// <exception cref="IOException">The folder cannot be written, or another process is recording there.</exception>
    public RecordingFiles(string directory, double maskLevel, bool masks, IReadOnlyList<int> populations, bool state = false)
    {
        _lock = RecordingLock.Take(directory);
        try
        {
            var (recording, labels) = RecordingRepair.Repair(directory, masks);
            LastT = recording.LastT;
            _painter = new MaskPainter(maskLevel);
            for (var place = 0; place < populations.Count; place++)
            {
                var population = populations[place];
                var own = labels.GetValueOrDefault(population) ?? new CtcLabels();
                _populations.Add(new PopulationFiles(directory, place, population, recording.LastOf(population), own, masks, state));
            }

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
    public int TrackCount => _populations.Sum(own => own.Labels.TrackCount);

    /// <summary>Cells that are in the table but not in the masks, because 16 bits hold no more labels.</summary>
    public long CellsWithoutLabel => _populations.Sum(own => own.Labels.CellsWithoutLabel);

    /// <summary>Masks that end by the foreground alone, because their volume was not there.</summary>
    public int MasksWithoutVolume { get; private set; }

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="recordedNs">When, UTC nanoseconds since 1970.</param>
    /// <param name="volume">Its volume, for the masks; null: they end by the foreground alone. Only lent.</param>
    /// <exception cref="IOException">The disk is full or gone; the frame counts as not recorded.</exception>
    public void Append(TrackedFrame frame, long recordedNs, Volume? volume = null)
    {
        var (t, population) = (frame.Header.T, frame.Header.C);
        var own = _populations.Find(files => files.Channel == population)
            ?? throw new ArgumentException(
                $"frame {t} of channel {population}; recorded are {string.Join(", ", _populations.Select(files => files.Channel))}"
            );
        if (t < LastT || t <= own.LastT)
            throw new ArgumentException($"frame {t} after frame {LastT}; frames are recorded in the order of time");
        if (_labelOfCell.Length < frame.Cells.Count)
            _labelOfCell = new int[2 * frame.Cells.Count];
        own.Labels.Label(t, frame.Cells, _labelOfCell);

        WriteTracks(t, frame.Cells, population);
        foreach (var (table, file) in _events)
            file.Write(Encoding.ASCII.GetBytes(table.Rows(frame)));
        if (own.Masks is { } masks)
        {
            var painted = _painter.Paint(frame.Header, frame.Cells, _labelOfCell, frame.Foreground, volume);
            if (volume is null && frame.Foreground is not null)
                MasksWithoutVolume++;
            masks.Write(own.LastT, frame.Header, painted, own.Labels);
        }

        if (own.State is { } kept && frame.State is { } state)
            kept.Write(t, state());
        WriteFrame(frame, recordedNs);
        LastT = own.LastT = t;
    }

    /// <summary>Leaves everything on the disk as it has to be at the end.</summary>
    public void Finish()
    {
        foreach (var own in _populations)
            own.Masks?.WriteTracks(own.Labels);
        FlushToDisk();
        foreach (var own in _populations)
            own.State?.Delete();
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

    private void WriteTracks(int t, IReadOnlyList<TrackedCell> cells, int population)
    {
        _csv.Clear();
        for (var i = 0; i < cells.Count; i++)
            TrackTable.Append(_csv, t, cells[i], population);
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
                frame.Header.Recorded,
                frame.Header.C
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
