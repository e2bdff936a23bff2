using System.Globalization;
using System.Text;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>What each part of the model is worth, as Markdown.</summary>
internal static class AblationTable
{
    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Variants { get; } =
    [
        "all of it",
        "without centre network",
        "without intra-frame network",
        "without inter-frame network",
        "without doubtful cells",
        "one frame in place of two",
        "nearest neighbour in place of everything",
    ];

    /// <param name="columns">For each specimen the heads of its columns and the figures of each variant.</param>
    public static string Markdown(IReadOnlyList<(string[] Measures, double?[][] Figures)> columns)
    {
        var heads = columns.SelectMany(specimen => specimen.Measures).ToArray();
        var text = new StringBuilder($"| | {string.Join(" | ", heads)} |\n|---|{string.Concat(heads.Select(_ => "---|"))}\n");
        for (var variant = 0; variant < Variants.Count; variant++)
            text.Append(
                $"| {Variants[variant]} | "
                    + $"{string.Join(" | ", columns.SelectMany(specimen => specimen.Figures[variant]).Select(Number))} |\n"
            );
        return text.ToString();
    }

    private static string Number(double? figure) =>
        figure is { } some ? some.ToString(some >= 10 ? "0.0" : "0.000", CultureInfo.InvariantCulture) : "–";
}
