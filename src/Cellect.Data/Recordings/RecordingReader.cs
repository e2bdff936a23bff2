using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>Reads a recording: finished, cut short by a crash, or still being written. Only frames recorded whole are given.</summary>
internal sealed class RecordingReader
{
    private readonly string _folder,
        _tracks;

    /// <param name="directory">Folder that holds <c>tracks.csv</c> and <c>frames.csv</c>.</param>
    public RecordingReader(string directory)
    {
        _folder = directory;
        _tracks = Path.Combine(directory, TrackTable.FileName);
        (Frames, FrameBytes) = FrameTable.Read(
            Path.Combine(directory, FrameTable.FileName),
            File.Exists(_tracks) ? new FileInfo(_tracks).Length : 0
        );
    }

    /// <summary>The rows of <c>frames.csv</c>, in the order of time.</summary>
    public IReadOnlyList<FrameRow> Frames { get; }

    /// <summary>Length of <c>frames.csv</c> up to the last whole row.</summary>
    public long FrameBytes { get; }

    /// <summary>Length of <c>tracks.csv</c> up to the last frame recorded whole.</summary>
    public long TrackBytes => Frames.Count == 0 ? 0 : Frames[^1].TrackBytes;

    /// <summary>Last time point recorded; -1: none.</summary>
    public int LastT => Frames.Count == 0 ? -1 : Frames[^1].T;

    /// <summary>
    /// Time points from 0 to <see cref="LastT"/> by state, as far as the tables tell: <c>processed</c> (recorded) and
    /// <c>missing</c> (not recorded, whatever the reason).
    /// </summary>
    public IReadOnlyDictionary<string, long> Ledger() =>
        new Dictionary<string, long> { ["processed"] = Frames.Count, ["missing"] = LastT + 1 - Frames.Count };

    /// <summary>What has become of divisions that were told as likely, in the order of time, with the time point at which it was
    /// known.</summary>
    /// <exception cref="InvalidDataException"><c>division_events.csv</c> is damaged.</exception>
    public IReadOnlyList<(int KnownT, DivisionOutcome Outcome)> Outcomes() => DivisionEventTable.Read(_folder, LastT);

    /// <summary>The frames without the divisions that were withdrawn one volume later: not as they were published, but as they are
    /// known.</summary>
    /// <exception cref="InvalidDataException">The tables contradict each other.</exception>
    public IEnumerable<RecordedFrame> ReadConfirmed()
    {
        var withdrawals = Withdrawals.Of(Outcomes().Select(row => row.Outcome));
        return withdrawals.IsEmpty
            ? Read()
            : Read().Select(frame => frame with { Cells = [.. frame.Cells.Select(cell => withdrawals.Of(cell))] });
    }

    /// <summary>The frames with their cells as they were published, in the order of time.</summary>
    /// <exception cref="InvalidDataException">The two tables contradict each other.</exception>
    public IEnumerable<RecordedFrame> Read()
    {
        if (Frames.Count == 0)
            yield break;
        using var rows = TrackTable.Read(_tracks).GetEnumerator();
        foreach (var frame in Frames)
        {
            var cells = new TrackedCell[frame.Cells];
            for (var i = 0; i < cells.Length; i++)
                cells[i] =
                    rows.MoveNext() && rows.Current.T == frame.T
                        ? rows.Current.Cell
                        : throw new InvalidDataException($"{_tracks}: frame {frame.T} has {i} rows; frames.csv counts {frame.Cells}");
            yield return new RecordedFrame(frame, cells);
        }
    }
}
