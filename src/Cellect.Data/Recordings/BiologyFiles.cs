using System.Globalization;
using System.Text;

namespace Cellect.Data.Recordings;

/// <summary>Names of the tables of the analysis, which lie beside <c>tracks.csv</c>. They follow from the recording: <c>cellect analyse</c>
/// makes them anew. The columns: docs/analysis.md.</summary>
internal static class BiologyFiles
{
    public const string Motility = "motility.csv";
    public const string Divisions = "divisions.csv";
    public const string Proliferation = "proliferation.csv";

    public const string Traces = "traces.csv";

    /// <summary>Events between cells of several populations.</summary>
    public const string Interactions = "interactions.csv";

    /// <summary>How many cells of a population are free, in contact, engulfed and lost, over time.</summary>
    public const string States = "states.csv";

    /// <summary>Distances around contacts and engulfments.</summary>
    public const string Distances = "distances.csv";

    /// <summary>The regions that were counted, as they were when the series began.</summary>
    public const string Regions = "regions.json";

    public static IReadOnlyList<string> Tables { get; } = [Motility, Divisions, Proliferation, Traces, Interactions, States, Distances];

    /// <summary>Cuts a row that a crash has torn off the end of each table.</summary>
    public static void Repair(string directory)
    {
        foreach (var table in Tables)
            CutTornRow(Path.Combine(directory, table));
    }

    /// <summary>Cuts the traces of time points after the last one that is recorded: their tracks are not in the recording.</summary>
    /// <param name="directory">Folder of the recording.</param>
    /// <param name="lastT">The last time point recorded.</param>
    public static void CutTraces(string directory, int lastT)
    {
        var path = Path.Combine(directory, Traces);
        if (!File.Exists(path))
            return;
        CutTornRow(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var end = file.Length;
        while (end > 0 && RowBegin(file, end) is var begin && TimePoint(file, begin, end) > lastT)
            end = begin;
        file.SetLength(end);
    }

    private static void CutTornRow(string path)
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (LineEnd(file, file.Length) is var end && end < file.Length)
            file.SetLength(end);
    }

    private static long RowBegin(FileStream file, long end) => LineEnd(file, end - 1);

    // Behind the last line feed before a place; 0: there is none.
    private static long LineEnd(FileStream file, long before)
    {
        while (before > 0 && ByteAt(file, before - 1) != '\n')
            before--;
        return before;
    }

    // The second column; -1 in the first line, which has words.
    private static int TimePoint(FileStream file, long begin, long end)
    {
        var row = new byte[end - begin];
        file.Seek(begin, SeekOrigin.Begin);
        file.ReadExactly(row);
        var columns = Encoding.UTF8.GetString(row).Split(',', 3);
        return columns.Length == 3 && int.TryParse(columns[1], NumberStyles.None, CultureInfo.InvariantCulture, out var t) ? t : -1;
    }

    private static int ByteAt(FileStream file, long at)
    {
        file.Seek(at, SeekOrigin.Begin);
        return file.ReadByte();
    }
}
