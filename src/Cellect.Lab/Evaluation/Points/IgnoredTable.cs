using Cellect.Data.Csv;

namespace Cellect.Lab.Evaluation;

/// <summary>Reads what is no cell of the truth (<c>t,z,y,x,radius</c>). Columns are found by their names, others are passed over.</summary>
public static class IgnoredTable
{
    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidInputException">A column or value that is missing or wrong; the message names file, line and
    /// value.</exception>
    public static IReadOnlyList<IgnoredPlace> Read(string path)
    {
        var csv = new CsvTable(path);
        var places = new List<IgnoredPlace>();
        foreach (var row in csv.Rows("t", "z", "y", "x", "radius"))
        {
            var radius = row.Real(4);
            if (!(radius > 0))
                throw new InvalidInputException($"{csv.Where(row.Line)}: radius is {radius}; must be above 0, in voxels of x");
            places.Add(new IgnoredPlace(row.Frame(0), row.Real(1), row.Real(2), row.Real(3), radius));
        }

        return places;
    }
}
