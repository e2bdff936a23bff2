using System.Globalization;
using System.Net;

namespace Cellect.Lab.Reports;

/// <summary>Writes a report of one or several results: <c>report.html</c>, its pictures and <c>errors.csv</c>.</summary>
public static class PointReport
{
    /// <summary>Writes the report; files of an earlier one in the folder are replaced.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="truthName">What to call the truth, usually its path.</param>
    /// <param name="frames">First and last frame that was evaluated.</param>
    /// <param name="results">The evaluated results.</param>
    /// <returns>The path of the page.</returns>
    public static string Write(string folder, string truthName, (int First, int Last) frames, IReadOnlyList<PointEvaluation> results)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "error-free.png"), ErrorFreePlot.Draw(results));
        for (var i = 0; i < results.Count; i++)
            File.WriteAllBytes(Path.Combine(folder, TimePlot(i)), ErrorTimePlot.Draw(results[i], frames.First, frames.Last));
        using (var csv = File.CreateText(Path.Combine(folder, "errors.csv")))
            ErrorsCsv.Write(csv, results);
        var page = Path.Combine(folder, "report.html");
        using var html = File.CreateText(page);
        WritePage(html, truthName, frames, results);
        return page;
    }

    private static string TimePlot(int index) => $"errors-over-time-{index + 1}.png";

    private static void WritePage(TextWriter html, string truthName, (int First, int Last) frames, IReadOnlyList<PointEvaluation> results)
    {
        html.Write(
            $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Cellect: "
                + $"evaluation</title><style>\n{ReportStyle.Css}\n</style></head><body>\n"
        );
        html.Write(
            $"<h1>Evaluation</h1>\n<p>Truth: {Text(truthName)}, frames {frames.First} to {frames.Last}. Positions are in voxels.</p>\n"
        );
        WriteMeasures(html, results);
        html.Write("<h2>Error-free tracking</h2>\n<img src=\"error-free.png\" alt=\"F(n) over n\">\n<h2>Errors over time</h2>\n");
        for (var i = 0; i < results.Count; i++)
            html.Write($"<img src=\"{TimePlot(i)}\" alt=\"Errors of {Text(results[i].Name)} by frame\">\n");
        html.Write("<h2>Every error</h2>\n<p>The same as a table: <a href=\"errors.csv\">errors.csv</a></p>\n");
        foreach (var result in results)
            WriteErrors(html, result);
        html.Write("</body></html>\n");
    }

    private static void WriteMeasures(TextWriter html, IReadOnlyList<PointEvaluation> results)
    {
        html.Write("<table>\n<thead><tr><th>Measure</th>");
        foreach (var result in results)
            html.Write($"<th class=\"n\">{Text(result.Name)}</th>");
        html.Write("</tr></thead>\n");
        for (var row = 0; row < results[0].Measures.Count; row++)
        {
            html.Write($"<tr><td>{Text(results[0].Measures[row].Label)}</td>");
            foreach (var result in results)
                html.Write($"<td class=\"n\">{Number(result.Measures[row].Value)}</td>");
            html.Write("</tr>\n");
        }
        html.Write("</table>\n");
    }

    private static void WriteErrors(TextWriter html, PointEvaluation result)
    {
        html.Write($"<h3>{Text(result.Name)}: {result.Linajea.Errors.Count} errors</h3>\n");
        if (result.Linajea.Errors.Count == 0)
            return;
        html.Write(
            "<table>\n<thead><tr><th>Kind</th><th class=\"n\">Frame</th><th class=\"n\">z</th><th "
                + "class=\"n\">y</th><th class=\"n\">x</th><th>Cell</th><th>What happened</th></tr></thead>\n"
        );
        foreach (var error in result.Linajea.Errors)
            html.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<tr><td>{ErrorNames.Short(error.Kind)}</td><td class=\"n\">{error.Frame}</td><td "
                        + $"class=\"n\">{error.Z:0.0}</td><td class=\"n\">{error.Y:0.0}</td><td "
                        + $"class=\"n\">{error.X:0.0}</td><td>{error.Source} {error.Id}</td><td>{Text(error.What)}</td></tr>\n"
                )
            );
        html.Write("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–";
}
