using System.Globalization;

namespace Cellect.Triggers.WhatIf;

/// <summary>Tells what rules would have done.</summary>
/// <param name="output">Where it is written.</param>
internal sealed class WhatIfReport(TextWriter output)
{
    private const int LinesShown = 20;

    /// <summary>Firings by rule, what was held back and why, and how long after the event they came.</summary>
    public void Firings(string name, IReadOnlyList<Firing> all)
    {
        var fired = all.Where(f => f.Evaluation.Fires).ToList();
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{name}: {fired.Count} firings, {all.Count - fired.Count} held back")
        );
        foreach (var rule in all.GroupBy(f => f.Evaluation.Rule.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var delays = rule.Where(f => f.Evaluation.Fires).Select(f => f.T - f.EventT).Order().ToList();
            var held = rule.Where(f => !f.Evaluation.Fires)
                .GroupBy(f => f.Evaluation.HeldBackBy)
                .OrderByDescending(g => g.Count())
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}"));
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {rule.Key}: {delays.Count} firings{Volumes(delays)}; held back: {string.Join(", ", held.DefaultIfEmpty("none"))}"
                )
            );
        }
    }

    /// <summary>The first firings, one a line.</summary>
    public void List(IReadOnlyList<Firing> all)
    {
        foreach (var firing in all.Where(f => f.Evaluation.Fires).Take(LinesShown))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Line(firing)}"));
        if (all.Count(f => f.Evaluation.Fires) is var count && count > LinesShown)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  ... and {count - LinesShown} more; --out FILE writes them all")
            );
    }

    /// <summary>Precision, recall and delay against labelled divisions.</summary>
    public void Truth(IReadOnlyList<TrueDivision> truth, IReadOnlyList<Firing> all, double maxDistance)
    {
        var fired = all.Where(f => f.Evaluation.Fires).ToList();
        var match = new DivisionMatch(truth, fired, maxDistance);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"against {truth.Count} labelled divisions (daughters within {maxDistance:0.##} µm, one time point):"
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  precision {Share(match.Precision)} ({match.Right} of {fired.Count} firings), recall "
                    + $"{Share(match.Recall)} ({match.Right} of {truth.Count} divisions)"
            )
        );
        var delays = match.Delays.Order().ToList();
        if (delays.Count > 0)
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  volumes from the daughters' first appearance to the firing: median {delays[delays.Count / 2]}, "
                        + $"longest {delays[^1]}; within two: {delays.Count(d => d <= 2)} of {delays.Count}"
                )
            );
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"  divisions that fired more than once: {Twice(truth, fired, maxDistance)}")
        );
    }

    /// <summary>What the other rules lack and what they have more.</summary>
    public void Against(IReadOnlyList<Firing> all, IReadOnlyList<Firing> other)
    {
        var (mine, theirs) = (Events(all), Events(other));
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"against the other rules: {mine.Except(theirs).Count()} gained, {theirs.Except(mine).Count()} lost, "
                    + $"{mine.Intersect(theirs).Count()} the same event"
            )
        );
    }

    /// <summary>One firing, for people.</summary>
    public static string Line(Firing firing)
    {
        var o = firing.Evaluation.Occurrence;
        var who =
            o.Track == 0 ? ""
            : o.Daughters.Count == 2 ? $", track {o.Track} into {o.Daughters[0]} and {o.Daughters[1]}"
            : $", track {o.Track}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"t={firing.T} {firing.Evaluation.Rule.Name}: event at t={firing.EventT}{who}, value "
                + $"{o.Value:0.###}{(o.Place is { } place ? $", at {place} µm" : "")}"
        );
    }

    /// <summary>Firings of one division, found by its place and time: a second one near a label that has its firing.</summary>
    private static int Twice(IReadOnlyList<TrueDivision> truth, List<Firing> fired, double maxDistance)
    {
        var twice = 0;
        foreach (var label in truth)
            twice += Math.Max(
                0,
                fired
                    .Where(f => f.Daughters.Count == 2 && Math.Abs(f.EventT - label.T) <= 2 && label.DistanceTo(f.Daughters) <= maxDistance)
                    .GroupBy(f => f.Evaluation.Rule.Name)
                    .Select(g => g.Count())
                    .DefaultIfEmpty(0)
                    .Max() - 1
            );
        return twice;
    }

    private static HashSet<(int T, int Track, string Daughters)> Events(IReadOnlyList<Firing> all) =>
        [
            .. all.Where(f => f.Evaluation.Fires)
                .Select(f => (f.EventT, f.Evaluation.Occurrence.Track, string.Join(' ', f.Evaluation.Occurrence.Daughters))),
        ];

    private static string Volumes(List<int> delays) =>
        delays.Count == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $", {delays[delays.Count / 2]} volumes after the event at the median, {delays[^1]} at most"
            );

    private static string Share(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
