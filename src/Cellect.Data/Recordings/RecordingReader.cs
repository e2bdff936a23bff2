using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>Reads a recording: finished, cut short by a crash, or still being written. Only frames recorded whole are given.</summary>
internal sealed class RecordingReader
{
    private readonly string _folder,
        _tracks;
    private readonly List<FrameRow> _all;
    private readonly int _channel;

    /// <param name="directory">Folder that holds <c>tracks.csv</c> and <c>frames.csv</c>.</param>
    /// <param name="population">Gives the frames of this population alone; null: of all.</param>
    public RecordingReader(string directory, int? population = null)
    {
        _folder = directory;
        var populations = RecordedPopulations.Of(directory);
        _channel = populations is [var first, ..] ? first.Channel : 0;
        _tracks = Path.Combine(directory, TrackTable.FileName);
        (_all, FrameBytes) = FrameTable.Read(
            Path.Combine(directory, FrameTable.FileName),
            File.Exists(_tracks) ? new FileInfo(_tracks).Length : 0,
            _channel
        );
        Populations = populations.Count > 0 ? populations : [.. _all.Select(row => row.Population).Distinct().Select(Population.Unnamed)];
        Frames = population is { } only ? _all.FindAll(row => row.Population == only) : _all;
    }

    /// <summary>The frames of one population of a recording that may hold several.</summary>
    /// <param name="directory">Folder of the recording.</param>
    /// <param name="population">Which; null where there is only one.</param>
    /// <exception cref="InvalidDataException">There are several and none is named, or there is none of that number.</exception>
    public static RecordingReader OfOne(string directory, int? population) =>
        new(directory, RecordedPopulations.Choose(directory, new RecordingReader(directory).Populations, population));

    /// <summary>The populations of the recording, in the order of their frames and masks.</summary>
    public IReadOnlyList<Population> Populations { get; }

    /// <summary>The rows of <c>frames.csv</c>, in the order of time.</summary>
    public IReadOnlyList<FrameRow> Frames { get; }

    /// <summary>Channel of the first population; 0 where nothing is told.</summary>
    public int FirstPopulation => _channel;

    /// <summary>Length of <c>frames.csv</c> up to the last whole row.</summary>
    public long FrameBytes { get; }

    /// <summary>Length of <c>tracks.csv</c> up to the last frame recorded whole.</summary>
    public long TrackBytes => _all.Count == 0 ? 0 : _all[^1].TrackBytes;

    /// <summary>Last time point recorded; -1: none.</summary>
    public int LastT => Frames.Count == 0 ? -1 : Frames[^1].T;

    /// <summary>Last time point of a population; -1: none.</summary>
    public int LastOf(int population) => _all.FindLastIndex(row => row.Population == population) is >= 0 and var last ? _all[last].T : -1;

    /// <summary>Whether a time point of a population was recorded whole.</summary>
    public bool IsWhole(int t, int population) => t <= LastOf(population);

    /// <summary>
    /// Time points from 0 to <see cref="LastT"/> by state, as far as the tables tell: <c>processed</c> (recorded) and
    /// <c>missing</c> (not recorded, whatever the reason). Of several populations each time point counts once for each.
    /// </summary>
    public IReadOnlyDictionary<string, long> Ledger() =>
        new Dictionary<string, long> { ["processed"] = Frames.Count, ["missing"] = Expected - Frames.Count };

    // Of a recording that holds one population, and of one that is read alone.
    private long Expected => (LastT + 1L) * Math.Max(1, Frames.Select(row => row.Population).Distinct().Count());

    /// <summary>What has become of divisions that were told as likely, in the order of time, with the time point at which it was
    /// known and the population.</summary>
    /// <exception cref="InvalidDataException"><c>division_events.csv</c> is damaged.</exception>
    public IReadOnlyList<(int KnownT, int Population, DivisionOutcome Outcome)> Outcomes() => DivisionEventTable.Read(_folder, IsWhole);

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
        if (_all.Count == 0)
            yield break;
        using var rows = TrackTable.Read(_tracks, _channel).GetEnumerator();
        var (wanted, next) = (Frames, 0);
        foreach (var frame in _all)
        {
            var cells = new TrackedCell[frame.Cells];
            for (var i = 0; i < cells.Length; i++)
                cells[i] =
                    rows.MoveNext() && rows.Current.T == frame.T && rows.Current.Population == frame.Population
                        ? rows.Current.Cell
                        : throw new InvalidDataException($"{_tracks}: frame {frame.T} has {i} rows; frames.csv counts {frame.Cells}");
            if (next == wanted.Count || wanted[next] != frame)
                continue;
            next++;
            yield return new RecordedFrame(frame, cells);
        }
    }
}
