using System.Globalization;
using System.Text;

namespace Cellect.Benchmarks.Accuracy.Report;

/// <summary>The table as Markdown.</summary>
internal static class AccuracyTable
{
    public static string Markdown(IEnumerable<RowResult> rows)
    {
        var text = new StringBuilder("| on | measure | at least | aim | reached | peer |\n|---|---|---|---|---|---|\n");
        foreach (var row in rows)
            for (var i = 0; i < row.Values.Count; i++)
                text.Append(Line(i == 0 ? row.On : "", row.Values[i]));
        return text.ToString();
    }

    private static string Line(string on, MeasuredValue value)
    {
        string Number(double? number) => number is { } some ? some.ToString($"F{value.Decimals}", CultureInfo.InvariantCulture) : "–";
        string Limit(double? number) =>
            number is { } some ? (value.LessIsBetter ? "≤ " : "") + some.ToString("0.###", CultureInfo.InvariantCulture) : "";
        var reached = value.Passes == true ? $"**{Number(value.Reached)}**" : Number(value.Reached);
        return $"| {on} | {value.Measure} | {Limit(value.AtLeast)} | {Limit(value.Aim)} | {reached} | "
            + $"{(value.Peer is null ? "" : Number(value.Peer))} |\n";
    }
}
