using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;

namespace Cellect.Lab.Reports;

/// <summary>The numbers of an evaluation of points, named and in order.</summary>
internal static class PointMeasures
{
    private static readonly (ErrorKind Kind, string Key, string Label)[] Kinds =
    [
        (ErrorKind.FalseNegativeEdge, "fn", "missed links (FN)"),
        (ErrorKind.FalsePositiveEdge, "fp", "false links (FP)"),
        (ErrorKind.IdentitySwitch, "is", "identity switches (IS)"),
        (ErrorKind.FalseNegativeDivision, "fn_d", "missed divisions (FN-D)"),
        (ErrorKind.FalsePositiveDivision, "fp_d", "false divisions (FP-D)"),
    ];

    private static readonly int[] Windows = [1, 50, 100, 200, 500];

    public static IReadOnlyList<Measure> List(
        PointMatching matching,
        PointScore points,
        LinajeaScore linajea,
        IReadOnlyList<Rates> near,
        IReadOnlyList<Rates> descent,
        TrackOverlap overlap,
        double overlapThreshold
    ) =>
        [
            .. Sizes("truth", matching.Truth),
            .. Sizes("result", matching.Result),
            new("result_ignored", "cells in the result that are no errors (--ignore)", matching.IgnoredCount),
            .. Triple("node", "cells", points.Nodes.Precision, points.Nodes.Recall, points.Nodes.F1),
            .. Triple("edge", "links (linajea)", linajea.Edges.Precision, linajea.Edges.Recall, linajea.Edges.F1),
            .. Triple("link", "links of matched cells", points.Edges.Precision, points.Edges.Recall, points.Edges.F1),
            .. Kinds.Select(kind => new Measure($"{kind.Key}_per_1000", $"{kind.Label} per 1000 links", linajea.PerThousand(kind.Kind))),
            new Measure("sum_per_1000", linajea.Sparse ? "sum without FP per 1000 links" : "sum per 1000 links", linajea.Sum),
            .. Kinds.Select(kind => new Measure($"{kind.Key}_count", kind.Label, linajea.Counts[kind.Kind])),
            new Measure("one_off_missed", "missed divisions forgiven (one frame off)", linajea.OneOff.Missed),
            new Measure("one_off_false", "false divisions forgiven (one frame off)", linajea.OneOff.False),
            new Measure("aeftl", "mean error-free piece in links (AEFTL)", linajea.MeanSegment),
            new Measure("erl", "expected run length in links (ERL)", linajea.ExpectedRunLength),
            .. Windows.Select(n => new Measure($"error_free_{n}", $"error-free over {n} links, F({n})", linajea.ErrorFree[n - 1])),
            .. points.Divisions.SelectMany(d =>
                Triple($"division{d.Tolerance}", $"divisions within {Frames(d.Tolerance)}", d.Precision, d.Recall, d.F1)
            ),
            .. near.SelectMany(
                (rates, t) => Triple($"near_division{t}", $"divisions near by within {Frames(t)}", rates.Precision, rates.Recall, rates.F1)
            ),
            .. descent.SelectMany(
                (rates, t) =>
                    Triple($"descent_division{t}", $"divisions by descent within {Frames(t)}", rates.Precision, rates.Recall, rates.F1)
            ),
            new Measure("track_overlap_mean", "mean overlap of true tracks", overlap.Mean),
            new Measure(
                "track_overlap_share",
                string.Create(CultureInfo.InvariantCulture, $"true tracks with overlap above {overlapThreshold}"),
                overlap.ShareAbove(overlapThreshold)
            ),
        ];

    private static Measure[] Sizes(string whose, TrackGraph graph) =>
        [
            new($"{whose}_nodes", $"cells in the {whose}", graph.NodeCount),
            new($"{whose}_edges", $"links in the {whose}", graph.EdgeCount),
            new($"{whose}_divisions", $"divisions in the {whose}", graph.DivisionCount),
        ];

    private static Measure[] Triple(string key, string label, double? precision, double? recall, double? f1) =>
        [
            new($"{key}_precision", $"{label}, precision", precision),
            new($"{key}_recall", $"{label}, recall", recall),
            new($"{key}_f1", $"{label}, F1", f1),
        ];

    private static string Frames(int tolerance) => tolerance == 1 ? "1 frame" : $"{tolerance} frames";
}
