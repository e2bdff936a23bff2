using System.Globalization;
using System.Net;
using Cellect.Analysis.Divisions;
using Cellect.Analysis.Interactions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Tables;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Writes the report of a recording: <c>report.html</c> and its pictures, after figures 3 and 4 of the paper.</summary>
internal static class BiologyReport
{
    /// <summary>Writes the report; files of an earlier one in the folder are replaced.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="recording">What to call the recording, usually its path.</param>
    /// <param name="findings">What was found.</param>
    /// <returns>The path of the page.</returns>
    public static string Write(string folder, string recording, RecordingFindings findings)
    {
        Directory.CreateDirectory(folder);
        var page = Path.Combine(folder, "report.html");
        using var html = File.CreateText(page);
        html.Write(
            $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Cellect: analysis</title><style>\n"
                + $"{ReportStyle.Css}\n</style></head><body>\n"
        );
        html.Write("<h1>From tracks to biology</h1>\n");
        WriteHead(html, recording, findings);
        WriteInteractions(html, folder, findings);
        foreach (var (channel, population) in findings.Populations)
        {
            if (findings.Populations.Count > 1)
                html.Write($"<h1>{Text(findings.NameOf(channel))}</h1>\n");
            WritePopulation(html, folder, findings.Populations.Count == 1 ? "" : $"c{channel}-", population);
        }

        html.Write("</body></html>\n");
        return page;
    }

    private static void WriteHead(TextWriter html, string recording, RecordingFindings findings)
    {
        html.Write($"<p>{Text(recording)}: ");
        var lengths = findings.Populations.Values.Select(population => (population.Frames, population.Seconds)).Distinct().ToArray();
        foreach (var (frames, seconds) in lengths)
        {
            var unit = TimeAxis.For(seconds);
            html.Write(Line($"{frames} frames, {unit.Of(seconds):0.##} {unit.Name}. "));
        }

        html.Write("What each number means, and how it is wrong: docs/analysis.md.</p>\n");
    }

    private static void WriteInteractions(TextWriter html, string folder, RecordingFindings findings)
    {
        if (findings.States.Count == 0)
            return;
        html.Write("<h1>Between the populations</h1>\n<table>\n");
        foreach (var kind in Enum.GetValues<InteractionKind>())
            Row(html, InteractionTables.Word(kind), $"{findings.Events.Count(happened => happened.Kind == kind)}");
        html.Write("</table>\n<h2>States over time</h2>\n<p>How the cells of the smaller populations stand to the larger ones.</p>\n");
        foreach (var population in findings.States.Select(row => row.Population).Distinct().Order())
            Picture(html, folder, $"states-c{population}.png", StatePlot.Draw(findings, population));
        html.Write("<h2>Distances around events</h2>\n<p>Of the two cells' surfaces, events laid over each other (paper, Fig. 4).</p>\n");
        Picture(
            html,
            folder,
            "distances-contact.png",
            DistancePlot.Draw(findings, InteractionKind.Contact, "they began to touch"),
            "no two cells touched"
        );
        Picture(
            html,
            folder,
            "distances-engulfed.png",
            DistancePlot.Draw(findings, InteractionKind.Engulfed, "the smaller one was inside"),
            "no cell was engulfed"
        );
    }

    private static void WritePopulation(TextWriter html, string folder, string prefix, BiologyFindings findings)
    {
        WriteSummary(html, findings);
        WriteDivisions(html, folder, prefix, findings);
        html.Write("<h2>Motility</h2>\n<p>How long cells were followed and how far they came (paper, Supplementary Fig. 17).</p>\n");
        Picture(html, folder, prefix + "displacement.png", MotilityPlot.Displacement(findings));
        Picture(html, folder, prefix + "spreading.png", MotilityPlot.Spreading(findings), "too few steps to tell how cells spread");
        if (findings.Traces.Count > 0)
            WriteTraces(html, folder, prefix, findings);
    }

    private static void WriteTraces(TextWriter html, string folder, string prefix, BiologyFindings findings)
    {
        html.Write(
            "<h2>Traces</h2>\n<p>ΔF/F0 of the longest tracks, each row within its own range, neighbours alike (paper, Fig. 5).</p>\n"
        );
        Picture(html, folder, prefix + "traces.png", TraceHeatMap.Draw(findings), "no track has a trace");
        html.Write("<p>With tracking and without (paper, Fig. 5).</p>\n");
        Picture(html, folder, prefix + "followed.png", FollowedPlot.Draw(findings), "no cell of the first volume was followed for long");
    }

    private static void WriteDivisions(TextWriter html, string folder, string prefix, BiologyFindings findings)
    {
        if (findings.Divisions.Count == 0)
        {
            html.Write("<h2>Divisions</h2>\n<p>Nothing divided.</p>\n");
            WriteParts(html, findings);
            return;
        }

        html.Write("<h2>Where and when cells divided</h2>\n<p>A dot a division, coloured by time (paper, Fig. 3k).</p>\n");
        Picture(html, folder, prefix + "divisions-xy.png", DivisionMapPlot.FromAbove(findings));
        Picture(html, folder, prefix + "divisions-xz.png", DivisionMapPlot.FromTheSide(findings));
        html.Write(
            "<h2>Proliferation</h2>\n<p>A check that needs no truth (paper, Fig. 3m): what the cell count grew by, corrected for flow,"
        );
        html.Write(" against the divisions that were seen. Cells that die, and tracks that break, pull the two apart.</p>\n");
        for (var part = 0; part < findings.Biology.Accounts.Count && findings.Frames > 0; part++)
            Picture(html, folder, prefix + $"proliferation-{part}.png", ProliferationPlot.Draw(findings, part));
        WriteParts(html, findings);
        html.Write("<h2>Cell cycle</h2>\n");
        Picture(html, folder, prefix + "cycle.png", CyclePlot.Draw(findings), "no cell was seen to be born and to divide");
        html.Write("<h2>Families</h2>\n<p>The largest families with divisions, at most 60; time runs outwards.</p>\n");
        Picture(html, folder, prefix + "families.png", LineageCirclePlot.Draw(findings), "nothing divided");
    }

    private static void WriteSummary(TextWriter html, BiologyFindings findings)
    {
        var motilities = findings.Tracks.Select(track => track.Life.Motility).Where(motility => motility.Places > 1).ToArray();
        html.Write("<table>\n");
        Row(html, "tracks (seen once only)", $"{findings.Tracks.Count} ({findings.Tracks.Count - motilities.Length})");
        foreach (var ending in Enum.GetValues<TrackEnding>())
            Row(html, $"ended: {ending.ToString().ToLowerInvariant()}", $"{findings.Tracks.Count(track => track.Ending == ending)}");
        Row(html, "divisions", $"{findings.Divisions.Count}");
        Row(html, "median of the mean speeds, µm/min", Number(Median(motilities.Select(motility => motility.MeanSpeed))));
        Row(html, "median straightness", Number(Median(motilities.Select(motility => motility.Straightness))));
        Row(html, "median arrest coefficient", Number(Median(motilities.Select(motility => motility.Arrest))));
        Row(html, "highly migratory", $"{motilities.Count(motility => motility.IsMigratory)}");
        Row(html, "median cell cycle (Kaplan-Meier), min", Number(CycleTimes.Median(findings.Cycle) / 60));
        html.Write("</table>\n");
    }

    private static void WriteParts(TextWriter html, BiologyFindings findings)
    {
        if (findings.Frames == 0)
            return;
        html.Write("<table>\n<thead><tr><th>Region</th>");
        foreach (
            var name in new[] { "cells", "growth", "in", "out", "found", "lost", "without flow", "divisions", "expected", "rate, 1/h" }
        )
            html.Write($"<th class=\"n\">{name}</th>");
        html.Write("<th class=\"n\">slope</th><th class=\"n\">r²</th></tr></thead>\n");
        for (var i = 0; i < findings.Biology.Accounts.Count; i++)
        {
            var (row, check) = (findings.Parts[^1][i], findings.Biology.Accounts[i].Check);
            html.Write($"<tr><td>{Text(row.Part)}</td>");
            foreach (var count in new long[] { row.Cells, row.Growth, row.In, row.Out, row.Found, row.Lost, row.Corrected, row.Divisions })
                html.Write(Line($"<td class=\"n\">{count}</td>"));
            foreach (
                var (value, format) in new[]
                {
                    (row.Expected, "0.0"),
                    (row.RatePerHour, "0.000"),
                    (check.Slope, "0.00"),
                    (check.RSquared, "0.000"),
                }
            )
                html.Write($"<td class=\"n\">{Number(value, format)}</td>");
            html.Write("</tr>\n");
        }

        html.Write("</table>\n");
    }

    private static void Picture(TextWriter html, string folder, string file, byte[]? picture, string otherwise = "")
    {
        if (picture is null)
        {
            html.Write($"<p>{Text(otherwise)}</p>\n");
            return;
        }

        File.WriteAllBytes(Path.Combine(folder, file), picture);
        html.Write($"<img src=\"{file}\" alt=\"\">\n");
    }

    private static void Row(TextWriter html, string name, string value) =>
        html.Write($"<tr><td>{Text(name)}</td><td class=\"n\">{value}</td></tr>\n");

    private static double? Median(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value, string format = "0.###") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
