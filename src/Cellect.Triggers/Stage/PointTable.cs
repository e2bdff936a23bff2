using System.Globalization;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Stage;

/// <summary>Pairs of points as a table: <c>image_z,image_y,image_x,stage_z,stage_y,stage_x</c>, micrometres, one pair a row.</summary>
internal static class PointTable
{
    /// <summary>The first line.</summary>
    public const string Header = "image_z,image_y,image_x,stage_z,stage_y,stage_x";

    private const int MaxPairs = 10_000;

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataException">Not such a table; names the line.</exception>
    public static IReadOnlyList<PointPair> Read(string path)
    {
        var pairs = new List<PointPair>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line.Trim() != Header)
                throw new InvalidDataException($"{path}: the first line must be {Header} (micrometres)");
            if (number == 1 || line.Length == 0)
                continue;
            if (pairs.Count >= MaxPairs)
                throw new InvalidDataException($"{path}: more than {MaxPairs} pairs");
            pairs.Add(
                Parse(line)
                    ?? throw new InvalidDataException(
                        $"{path}, line {number}: '{(line.Length > 100 ? line[..100] : line)}' is not six finite numbers"
                    )
            );
        }

        return pairs;
    }

    private static PointPair? Parse(string line)
    {
        var fields = line.Split(',');
        var values = new double[6];
        for (var i = 0; i < 6; i++)
            if (
                fields.Length != 6
                || !double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                || !double.IsFinite(values[i])
            )
                return null;
        return new PointPair(new Point3(values[0], values[1], values[2]), new Point3(values[3], values[4], values[5]));
    }
}
