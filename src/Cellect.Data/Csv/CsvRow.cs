using System.Globalization;

namespace Cellect.Data.Csv;

/// <summary>One row of a table; reading a value that is not of its kind names file, line, column and value.</summary>
internal readonly record struct CsvRow(CsvTable Table, int Line, string[] Columns, string[] Values)
{
    public int Frame(int column) =>
        int.TryParse(Values[column], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Bad(column, "a whole number from 0");

    public long Integer(int column) =>
        long.TryParse(Values[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Bad(column, "a whole number");

    public double Real(int column) =>
        double.TryParse(Values[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Bad(column, "a finite number");

    private InvalidInputException Bad(int column, string legal) =>
        new($"{Table.Where(Line)}: {Columns[column]} is '{Values[column]}', not {legal}");
}
