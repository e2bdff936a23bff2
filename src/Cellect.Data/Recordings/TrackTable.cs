using System.Globalization;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary><c>tracks.csv</c>: a row for each cell of each frame, in the order of time. The columns: docs/recording.md.</summary>
internal static class TrackTable
{
    public const string FileName = "tracks.csv";
    public const string Header = "t,track,parent,z,y,x,radius,score,division,link,population";

    // Of recordings made before there were populations, and before links had a probability.
    private static readonly string[] OldHeaders =
    [
        "t,track,parent,z,y,x,radius,score,division,link",
        "t,track,parent,z,y,x,radius,score,division",
    ];

    private const int ColumnCount = 11;

    /// <summary>Adds a row.</summary>
    /// <param name="csv">The table.</param>
    /// <param name="t">Time point.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="population">Channel of its population.</param>
    public static void Append(CsvLine csv, int t, in TrackedCell cell, int population) =>
        csv.Add(t)
            .Add(cell.Track)
            .Add(cell.Parent)
            .Add(cell.Z)
            .Add(cell.Y)
            .Add(cell.X)
            .Add(cell.Radius)
            .Add(cell.Score)
            .Add(cell.Division)
            .Add(cell.Link)
            .Add(population)
            .EndLine();

    /// <summary>Reads the rows of a table that is whole, or of one that is still being written as far as it is.</summary>
    /// <param name="path">The file; may be open for writing elsewhere.</param>
    /// <param name="population">What rows of a table without the column are given.</param>
    /// <exception cref="InvalidDataException">The header or a row that is not the last is not as it should be.</exception>
    public static IEnumerable<TrackRow> Read(string path, int population = 0)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var header = reader.ReadLine();
        if (header != Header && Array.IndexOf(OldHeaders, header) < 0)
            throw new InvalidDataException($"{path}: first line is '{header}', not '{Header}'");
        var columns = header == Header ? ColumnCount : ColumnCount - 1 - Array.IndexOf(OldHeaders, header);
        var number = 1;
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            number++;
            if (TryParse(line, columns, population, out var row))
                yield return row;
            else if (!reader.EndOfStream)
                throw new InvalidDataException($"{path} line {number}: '{line}' is not {header}");
        }
    }

    private static bool TryParse(ReadOnlySpan<char> line, int columns, int population, out TrackRow row)
    {
        row = default;
        Span<Range> parts = stackalloc Range[ColumnCount + 1];
        if (line.Split(parts, ',') != columns)
            return false;
        Span<float> values = stackalloc float[7];
        values[6] = 1;
        for (var i = 0; i < Math.Min(columns - 3, values.Length); i++)
            if (!float.TryParse(line[parts[3 + i]], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                return false;
        if (!TryInt(line[parts[0]], out var t) || !TryInt(line[parts[1]], out var track) || !TryInt(line[parts[2]], out var parent))
            return false;
        if (columns == ColumnCount && !TryInt(line[parts[10]], out population))
            return false;
        var cell = new TrackedCell(track, parent, values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
        row = new TrackRow(t, cell) { Population = population };
        return true;
    }

    private static bool TryInt(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
