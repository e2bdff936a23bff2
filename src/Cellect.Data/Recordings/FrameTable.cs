using System.Globalization;
using System.Text;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// <c>frames.csv</c>: a row for each frame, written when everything else of the frame has been. A frame counts as recorded
/// when its row is here, to the end of the line.
/// </summary>
internal static class FrameTable
{
    public const string FileName = "frames.csv";
    public const string Header = ReplayHeader + ",population";

    // That of recordings made before there were populations.
    private const string ReplayHeader = FirstHeader + ",replayed_received_ns,replayed_linked_ns";

    // That of recordings made before replays told the stamps of the session.
    private const string FirstHeader =
        "t,seq,time_step,cells,divisions,incomplete,exposure_end_ns,received_ns,assembled_ns,"
        + "inferred_ns,linked_ns,recorded_ns,tracks_bytes";

    private const int ColumnCount = 16;

    private static readonly (string Header, int Columns)[] Headers = [(Header, ColumnCount), (ReplayHeader, 15), (FirstHeader, 13)];

    public static void Append(CsvLine csv, in FrameRow row) =>
        csv.Add(row.T)
            .Add(row.Seq)
            .Add(row.TimeStep)
            .Add(row.Cells)
            .Add(row.Divisions)
            .Add(row.Incomplete ? 1 : 0)
            .Add(row.Stamps.ExposureEndNs)
            .Add(row.Stamps.ReceivedNs)
            .Add(row.Stamps.AssembledNs)
            .Add(row.Stamps.InferredNs)
            .Add(row.Stamps.LinkedNs)
            .Add(row.RecordedNs)
            .Add(row.TrackBytes)
            .Add(row.Recorded?.ReceivedNs ?? 0)
            .Add(row.Recorded?.LinkedNs ?? 0)
            .Add(row.Population)
            .EndLine();

    /// <summary>Reads the rows up to the first that is torn.</summary>
    /// <param name="path">The file; may be missing, or open for writing elsewhere.</param>
    /// <param name="trackBytes">Length of <c>tracks.csv</c>: a row that counts on more is torn as well.</param>
    /// <param name="population">What rows of a table without the column are given.</param>
    /// <returns>The rows, and the length of the file up to the last of them; 0 when not even the header is whole.</returns>
    public static (List<FrameRow> Rows, long Bytes) Read(string path, long trackBytes, int population = 0)
    {
        var rows = new List<FrameRow>();
        if (!File.Exists(path))
            return (rows, 0);
        using var reader = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
            Encoding.ASCII
        );
        var text = reader.ReadToEnd();
        var (header, columns) = Array.Find(Headers, known => text.StartsWith(known.Header + "\n", StringComparison.Ordinal));
        if (header is null)
            return (rows, 0);

        var begin = header.Length + 1;
        for (var end = text.IndexOf('\n', begin); end >= 0; end = text.IndexOf('\n', begin))
        {
            if (!TryParse(text.AsSpan(begin..end), columns, population, out var row) || row.TrackBytes > trackBytes)
                break;
            rows.Add(row);
            begin = end + 1;
        }

        return (rows, begin);
    }

    private static bool TryParse(ReadOnlySpan<char> line, int columns, int population, out FrameRow row)
    {
        row = default;
        Span<Range> parts = stackalloc Range[ColumnCount + 1];
        if (line.Split(parts, ',') != columns)
            return false;
        if (!ulong.TryParse(line[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return false;
        Span<long> values = stackalloc long[ColumnCount];
        for (var i = 0; i < columns; i++)
            if (i != 1 && !long.TryParse(line[parts[i]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[i]))
                return false;
        var stamps = new LatencyStamps(values[6], values[7], values[8], values[9], values[10], 0);
        row = new FrameRow(
            (int)values[0],
            seq,
            (int)values[2],
            (int)values[3],
            (int)values[4],
            values[5] != 0,
            stamps,
            values[11],
            values[12],
            values[13] != 0 ? new RecordedStamps(values[13], values[14]) : null,
            columns == ColumnCount ? (int)values[15] : population
        );
        return true;
    }
}
