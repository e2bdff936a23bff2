using Cellect.Data.Recordings;

namespace Cellect.Benchmarks.Finishing;

/// <summary>True tracks from which runs of 5 to 100 time points were taken, a tenth of all: what is left are fragments.</summary>
internal sealed class CutTracks
{
    private const double Share = 0.1;
    private const int ShortestRun = 5,
        LongestRun = 100;

    private readonly Dictionary<int, int> _continues = [];

    private CutTracks(TrackRow[] rows, Dictionary<int, int> continues) => (Rows, _continues) = (rows, continues);

    /// <summary>What is left, in the order of time.</summary>
    public IReadOnlyList<TrackRow> Rows { get; }

    /// <summary>The fragment that each fragment which was cut off continues.</summary>
    public IReadOnlyDictionary<int, int> Continues => _continues;

    /// <summary>Cuts every track within: the first and the last cell of each stay.</summary>
    public static CutTracks Of(IReadOnlyList<TrackRow> rows, int seed)
    {
        var random = new Random(seed);
        rows = [.. rows.Select(row => row with { Cell = row.Cell with { Division = row.Cell.Parent > 0 ? 1 : 0 } })];
        var (next, left, continues, last) = (
            rows.Max(row => row.Cell.Track),
            new List<TrackRow>(),
            new Dictionary<int, int>(),
            new Dictionary<int, int>()
        );
        foreach (var track in rows.GroupBy(row => row.Cell.Track))
        {
            var (cells, id) = (track.ToArray(), track.Key);
            var run = random.Next(ShortestRun, Math.Max(ShortestRun, Math.Min(LongestRun, cells.Length - 2)) + 1);
            var cuts = cells.Length >= run + 2 && random.NextDouble() < Share * cells.Length / run;
            var from = cuts ? random.Next(1, cells.Length - run) : cells.Length;
            for (var i = 0; i < cells.Length; i++)
            {
                if (i == from)
                {
                    continues[++next] = id;
                    (id, i) = (next, i + run);
                }

                var parent = id == track.Key ? cells[i].Cell.Parent : -1;
                left.Add(cells[i] with { Cell = cells[i].Cell with { Track = id, Parent = parent } });
            }

            last[track.Key] = id;
        }

        // Daughters come from the last fragment of their mother.
        var whole = left.Select(row =>
            last.TryGetValue(row.Cell.Parent, out var mother) ? row with { Cell = row.Cell with { Parent = mother } } : row
        );
        return new CutTracks([.. whole.OrderBy(row => row.T)], continues);
    }
}
