using System.Globalization;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary><c>tracks.csv</c>: a row for each cell of each frame, in the order of time. The columns: docs/recording.md.</summary>
internal static class TrackTable
{
    public const string FileName = "tracks.csv";
    public const string Header = "t,track,parent,z,y,x,radius,score,division,link";

    // Of recordings made before links had a probability.
    private const string OldHeader = "t,track,parent,z,y,x,radius,score,division";

    private const int ColumnCount = 10;

    public static void Append(CsvLine csv, int t, in TrackedCell cell) =>
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
            .EndLine();

    /// <summary>Reads the rows of a table that is whole, or of one that is still being written as far as it is.</summary>
    /// <param name="path">The file; may be open for writing elsewhere.</param>
    /// <exception cref="InvalidDataException">The header or a row that is not the last is not as it should be.</exception>
    public static IEnumerable<TrackRow> Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        if (reader.ReadLine() is var header && header is not (Header or OldHeader))
            throw new InvalidDataException($"{path}: first line is '{header}', not '{Header}'");
        var columns = header == Header ? ColumnCount : ColumnCount - 1;
        var number = 1;
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            number++;
            if (TryParse(line, columns, out var row))
                yield return row;
            else if (!reader.EndOfStream)
                throw new InvalidDataException($"{path} line {number}: '{line}' is not {header}");
        }
    }

    private static bool TryParse(ReadOnlySpan<char> line, int columns, out TrackRow row)
    {
        row = default;
        Span<Range> parts = stackalloc Range[ColumnCount + 1];
        if (line.Split(parts, ',') != columns)
            return false;
        Span<float> values = stackalloc float[7];
        values[6] = 1;
        for (var i = 0; i < columns - 3; i++)
            if (!float.TryParse(line[parts[3 + i]], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                return false;
        if (!TryInt(line[parts[0]], out var t) || !TryInt(line[parts[1]], out var track) || !TryInt(line[parts[2]], out var parent))
            return false;
        row = new TrackRow(t, new TrackedCell(track, parent, values[0], values[1], values[2], values[3], values[4], values[5], values[6]));
        return true;
    }

    private static bool TryInt(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
