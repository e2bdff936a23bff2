using Cellect.Data.Csv;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Stage;

/// <summary>Pairs of points as a table: <c>image_z,image_y,image_x,stage_z,stage_y,stage_x</c>, micrometres, one pair a row.</summary>
internal static class PointPairTable
{
    /// <summary>The first line.</summary>
    public const string Header = "image_z,image_y,image_x,stage_z,stage_y,stage_x";

    private const int MaxPairs = 10_000;

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidInputException">Not such a table; names file, line and value.</exception>
    public static IReadOnlyList<PointPair> Read(string path)
    {
        var pairs = new List<PointPair>();
        foreach (var row in new CsvTable(path).Rows(Header.Split(',')))
        {
            if (pairs.Count >= MaxPairs)
                throw new InvalidInputException($"{path}: more than {MaxPairs} pairs");
            pairs.Add(new PointPair(new Point3(row.Real(0), row.Real(1), row.Real(2)), new Point3(row.Real(3), row.Real(4), row.Real(5))));
        }

        return pairs;
    }
}
