using System.Globalization;
using System.Text;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// <c>volumes.csv</c>: a row for each volume of each channel in the order in which they came, written when its voxels have been. It is
/// only ever appended to; a volume counts as recorded when its row is here, to the end of the line.
/// </summary>
internal static class VolumeTable
{
    public const string FileName = "volumes.csv";
    public const string Header =
        "t,c,seq,stored,image,dtype,z,y,x,voxel_z_um,voxel_y_um,voxel_x_um,voxel_assumed,exposure_end_ns,received_ns,assembled_ns,"
        + "planes,missing_planes,origin_z_um,origin_y_um,origin_x_um,meta_base64";

    private const int ColumnCount = 22;

    /// <summary>The line of a volume, with its end.</summary>
    public static string Line(VolumeRow row)
    {
        var h = row.Header;
        var missing = h.MissingPlanes is { Count: > 0 } planes ? string.Join(' ', planes) : "";
        var origin = h.OriginMicrometres is var (z, y, x) ? Text($"{z},{y},{x}") : ",,";
        var voxel = h.VoxelMicrometres;
        return Text($"{h.T},{h.C},{h.Seq},{(row.Stored ? 1 : 0)},{row.Image},{h.Type.WireName()},{h.Shape.Z},{h.Shape.Y},{h.Shape.X},")
            + Text($"{voxel.Z},{voxel.Y},{voxel.X},{(h.VoxelIsAssumed ? 1 : 0)},{h.ExposureEndNs},{h.ReceivedNs},{h.AssembledNs},")
            + Text($"{(h.CameAsPlanes ? 1 : 0)},{missing},{origin},{Convert.ToBase64String(h.Meta.Span)}\n");
    }

    /// <summary>Reads the rows up to the first that is torn.</summary>
    /// <param name="folder">Folder of the recording.</param>
    /// <param name="series">Name that the headers get.</param>
    /// <returns>The rows, and the length of the file up to the last of them; nothing where there is no such table.</returns>
    public static (List<VolumeRow> Rows, long Bytes) Read(string folder, string series)
    {
        var rows = new List<VolumeRow>();
        var path = Path.Combine(folder, FileName);
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
            if (Parse(text[begin..end], series) is not { } row)
                break;
            rows.Add(row);
            begin = end + 1;
        }

        return (rows, begin);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static VolumeRow? Parse(string line, string series)
    {
        var cells = line.Split(',');
        if (cells.Length != ColumnCount)
            return null;
        try
        {
            return new VolumeRow(Parse(cells, series), cells[3] == "1", Path.GetFileName(cells[4]));
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static VolumeHeader Parse(string[] cells, string series)
    {
        var missing = cells[17].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Int).ToArray();
        return new VolumeHeader
        {
            Series = series,
            T = Int(cells[0]),
            C = Int(cells[1]),
            Seq = ulong.Parse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture),
            Type = VoxelTypes.OfWireName(cells[5]) ?? throw new FormatException(cells[5]),
            Shape = new VolumeShape(Int(cells[6]), Int(cells[7]), Int(cells[8])),
            VoxelMicrometres = new VoxelSize(Real(cells[9]), Real(cells[10]), Real(cells[11])),
            VoxelIsAssumed = cells[12] == "1",
            ExposureEndNs = Long(cells[13]),
            ReceivedNs = Long(cells[14]),
            AssembledNs = Long(cells[15]),
            CameAsPlanes = cells[16] == "1",
            MissingPlanes = missing.Length > 0 ? missing : null,
            Incomplete = missing.Length > 0,
            OriginMicrometres = cells[18].Length > 0 ? (Real(cells[18]), Real(cells[19]), Real(cells[20])) : null,
            Meta = Convert.FromBase64String(cells[21]),
        };
    }

    private static int Int(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
