using System.Globalization;
using System.Text;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>
/// <c>frames.csv</c>: a row for each frame, written when everything else of the frame has been. A frame counts as recorded
/// when its row is here, to the end of the line.
/// </summary>
internal static class FrameTable
{
    public const string FileName = "frames.csv";
    public const string Header =
        "t,seq,time_step,cells,divisions,incomplete,exposure_end_ns,received_ns,assembled_ns,"
        + "inferred_ns,linked_ns,recorded_ns,tracks_bytes";

    private const int ColumnCount = 13;

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
            .EndLine();

    /// <summary>Reads the rows up to the first that is torn.</summary>
    /// <param name="path">The file; may be missing, or open for writing elsewhere.</param>
    /// <param name="trackBytes">Length of <c>tracks.csv</c>: a row that counts on more is torn as well.</param>
    /// <returns>The rows, and the length of the file up to the last of them; 0 when not even the header is whole.</returns>
    public static (List<FrameRow> Rows, long Bytes) Read(string path, long trackBytes)
    {
        var rows = new List<FrameRow>();
        if (!File.Exists(path))
            return (rows, 0);
        using var reader = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
            Encoding.ASCII
        );
        var text = reader.ReadToEnd();
        if (!text.StartsWith(Header + "\n", StringComparison.Ordinal))
            return (rows, 0);

        var begin = Header.Length + 1;
        for (var end = text.IndexOf('\n', begin); end >= 0; end = text.IndexOf('\n', begin))
        {
            if (!TryParse(text.AsSpan(begin..end), out var row) || row.TrackBytes > trackBytes)
                break;
            rows.Add(row);
            begin = end + 1;
        }

        return (rows, begin);
    }

    private static bool TryParse(ReadOnlySpan<char> line, out FrameRow row)
    {
        row = default;
        Span<Range> parts = stackalloc Range[ColumnCount + 1];
        if (line.Split(parts, ',') != ColumnCount)
            return false;
        if (!ulong.TryParse(line[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return false;
        Span<long> values = stackalloc long[ColumnCount];
        for (var i = 0; i < ColumnCount; i++)
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
            values[12]
        );
        return true;
    }
}
