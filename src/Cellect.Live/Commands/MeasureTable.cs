using System.Globalization;
using Cellect.Lab.Reports;

namespace Cellect.Live.Commands;

/// <summary>Results side by side as plain text: a row a measure, a column a result.</summary>
internal static class MeasureTable
{
    public static void Write(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<Measure>> results)
    {
        var rows = new List<string[]>();
        if (names.Count > 1)
            rows.Add(["", .. names]);
        for (var row = 0; row < results[0].Count; row++)
            rows.Add([
                results[0][row].Label,
                .. results.Select(result => result[row].Value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "-"),
            ]);
        var widths = Enumerable.Range(0, results.Count + 1).Select(column => rows.Max(cells => cells[column].Length)).ToArray();
        foreach (var cells in rows)
            output.WriteLine(
                cells[0].PadRight(widths[0]) + string.Concat(cells.Skip(1).Select((cell, i) => "  " + cell.PadLeft(widths[i + 1])))
            );
    }
}
