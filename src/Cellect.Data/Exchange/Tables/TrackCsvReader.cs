using Cellect.Data.Csv;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Tables;

/// <summary>Reads a table of tracks: that of <see cref="TrackCsvWriter"/>, <c>tracks.csv</c> of a recording, and those of other programs
/// with the same columns.</summary>
internal static class TrackCsvReader
{
    private static readonly string[] TrackNames = ["track_id", "track"];
    private static readonly string[] ParentNames = ["parent_track_id", "parent"];

    /// <summary>Reads the tracks.</summary>
    /// <param name="path">The file. Columns are found by name; z may be missing.</param>
    /// <param name="voxel">Extent of a voxel, where no provenance lies beside the file.</param>
    /// <exception cref="InvalidInputException">A column or value is missing or wrong.</exception>
    public static TrackSet Read(string path, VoxelSize? voxel)
    {
        var table = new CsvTable(path);
        var track = TrackNames.FirstOrDefault(table.Has) ?? TrackNames[0];
        var parent = ParentNames.FirstOrDefault(table.Has);
        var (cells, parents, lines) = (new List<ReadCell>(), new List<long>(), new List<int>());
        var columns = Columns(table, track, parent);
        foreach (var row in table.Rows([.. columns.Keys]))
        {
            cells.Add(Cell(row, columns, track));
            parents.Add(parent is null ? -1 : row.Integer(columns[parent]));
            lines.Add(row.Line);
        }

        var tracks = new TrackAssembler(cells, Name);
        Link(tracks, cells, parents, Name);
        var told = Described.Beside(path);
        return Described.Tracks(path, tracks.Build(), voxel, told);

        string Name(int i) => $"{table.Where(lines[i])} (track {cells[i].Track})";
    }

    private static Dictionary<string, int> Columns(CsvTable table, string track, string? parent)
    {
        string[] optional = ["z", "radius", "score", "division", "link"];
        string[] all = [track, "t", "y", "x", .. parent is null ? Array.Empty<string>() : [parent], .. optional.Where(table.Has)];
        return all.Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index);
    }

    private static ReadCell Cell(CsvRow row, Dictionary<string, int> columns, string track)
    {
        var id = row.Integer(columns[track]);
        if (id is < 1 or > int.MaxValue)
            throw new InvalidInputException($"{row.Table.Where(row.Line)}: {track} is {id}; must be 1 to {int.MaxValue}");
        return new ReadCell(row.Frame(columns["t"]), Value("z", 0), Value("y", 0), Value("x", 0), (int)id)
        {
            Radius = Value("radius", 0),
            Score = Value("score", 1),
            Division = Value("division", 0),
            Link = Value("link", 1),
        };

        float Value(string name, float absent) => columns.TryGetValue(name, out var column) ? (float)row.Real(column) : absent;
    }

    private static void Link(TrackAssembler tracks, List<ReadCell> cells, List<long> parents, Func<int, string> name)
    {
        var last = new Dictionary<long, int>();
        foreach (var frame in Enumerable.Range(0, cells.Count).GroupBy(i => cells[i].T).OrderBy(frame => frame.Key))
        {
            foreach (var i in frame)
                if (last.TryGetValue(cells[i].Track, out var before) || last.TryGetValue(parents[i], out before))
                    tracks.Link(before, i);
            // A mother that goes on is, for her daughter, where she was before.
            foreach (var i in frame)
                if (!last.TryGetValue(cells[i].Track, out var other) || cells[other].T < frame.Key)
                    last[cells[i].Track] = i;
                else
                    throw new InvalidInputException($"{name(i)}: the track is already in time point {frame.Key}, at {name(other)}");
        }
    }
}
