using System.Globalization;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Reads the table of T cell tracks and writes tables of nodes for the simulator.</summary>
internal static class TcellTracks
{
    /// <summary>The tracks of a table <c>track,frame,t_sec,x_um,y_um,z_um</c>; a frame that is missing within a track is filled by a
    /// straight line.</summary>
    /// <exception cref="InvalidDataException">A row is not six numbers.</exception>
    public static List<CellPath> Read(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select((line, i) => Row(path, i + 2, line)).ToList();
        return [.. rows.GroupBy(row => row.Track).OrderBy(track => track.Key).Select(track => Path([.. track.OrderBy(row => row.Frame)]))];
    }

    /// <summary>Writes <c>t,z,y,x,id,parent</c> in µm.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cells">The tracks.</param>
    /// <param name="scored">How many of the first ones are the truth.</param>
    /// <returns>The ids below this belong to them.</returns>
    public static int Write(string path, IReadOnlyList<CellPath> cells, int scored)
    {
        using var writer = new StreamWriter(path);
        writer.Write("t,z,y,x,id,parent\n");
        var (id, end) = (0, 0);
        for (var i = 0; i < cells.Count; i++)
        {
            for (var k = 0; k < cells[i].Places.Length; k++, id++)
            {
                var (z, y, x) = cells[i].Places[k];
                writer.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{cells[i].First + k},{z:0.###},{y:0.###},{x:0.###},{id},{(k == 0 ? -1 : id - 1)}\n"
                    )
                );
            }

            if (i < scored)
                end = id;
        }

        return end;
    }

    private static (int Track, int Frame, (double Z, double Y, double X) Place) Row(string path, int number, string line)
    {
        var cells = line.Split(',');
        var value = new double[6];
        for (var i = 0; i < value.Length; i++)
            if (i >= cells.Length || !double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out value[i]))
                throw new InvalidDataException($"{path} line {number}: '{line}' is not six numbers track,frame,t_sec,x_um,y_um,z_um");
        return ((int)value[0], (int)value[1], (value[5], value[4], value[3]));
    }

    private static CellPath Path(IReadOnlyList<(int Track, int Frame, (double Z, double Y, double X) Place)> rows)
    {
        var places = new List<(double, double, double)> { rows[0].Place };
        for (var i = 1; i < rows.Count; i++)
        {
            var (from, to, gap) = (rows[i - 1].Place, rows[i].Place, rows[i].Frame - rows[i - 1].Frame);
            for (var k = 1; k <= gap; k++)
            {
                var share = (double)k / gap;
                places.Add((from.Z + ((to.Z - from.Z) * share), from.Y + ((to.Y - from.Y) * share), from.X + ((to.X - from.X) * share)));
            }
        }

        return new CellPath(rows[0].Frame, [.. places]);
    }
}
