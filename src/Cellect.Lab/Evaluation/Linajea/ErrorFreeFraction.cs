using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>
/// F(n): of all true links that the truth follows for n links or more, the share where nothing goes wrong over n links with all
/// descendants. Wrong are an FN link, and an IS, FP-D or FN-D at a cell on the way (not at the start; an unconnected parent alone
/// is none). One-off divisions are not forgiven here, and false links do not matter.
/// </summary>
internal static class ErrorFreeFraction
{
    private const int Never = int.MaxValue;

    /// <summary>F(1), F(2), ... up to the window; null from the length on that no truth has.</summary>
    public static double?[] Compute(EdgeMatching matching, TrackErrors errors, int maxWindow)
    {
        var truth = matching.Truth;
        var (depth, firstWrong) = Walk(matching, WrongNodes(matching, errors));
        var (total, correct) = (new int[maxWindow + 2], new int[maxWindow + 2]);
        for (var child = 0; child < truth.NodeCount; child++)
        {
            if (truth.Parent(child) == TrackGraph.None)
                continue;
            total[Math.Min(depth[child], maxWindow)]++;
            correct[Math.Min(Math.Min(depth[child], firstWrong[child] - 1), maxWindow)]++;
        }
        var fractions = new double?[maxWindow];
        for (var n = maxWindow; n >= 1; n--)
        {
            total[n] += total[n + 1];
            correct[n] += correct[n + 1];
            fractions[n - 1] = total[n] == 0 ? null : (double)correct[n] / total[n];
        }
        return fractions;
    }

    /// <summary>For the link to each node: for how many links the truth follows on, and at which of them the first error shows.</summary>
    private static (int[] Depth, int[] FirstWrong) Walk(EdgeMatching matching, bool[] wrong)
    {
        var truth = matching.Truth;
        var (depth, firstWrong) = (new int[truth.NodeCount], new int[truth.NodeCount]);
        for (var node = truth.NodeCount - 1; node >= 0; node--)
        {
            var (depthBelow, wrongBelow) = (0, Never);
            foreach (var child in (ReadOnlySpan<int>)[truth.FirstChild(node), truth.SecondChild(node)])
            {
                if (child == TrackGraph.None)
                    continue;
                depthBelow = Math.Max(depthBelow, depth[child]);
                wrongBelow = Math.Min(wrongBelow, firstWrong[child]);
            }
            depth[node] = 1 + depthBelow;
            firstWrong[node] =
                matching.ResultOf(node) == TrackGraph.None ? 1
                : wrong[node] ? 2
                : wrongBelow == Never ? Never
                : 1 + wrongBelow;
        }
        return (depth, firstWrong);
    }

    private static bool[] WrongNodes(EdgeMatching matching, TrackErrors errors)
    {
        var wrong = new bool[matching.Truth.NodeCount];
        foreach (var node in errors.Switches)
            wrong[node] = true;
        foreach (var division in errors.MissedDivisions)
            wrong[division.Node] |= division.Fault != DivisionFault.UnconnectedParent;
        foreach (var node in errors.FalseDivisions)
        {
            Mark(matching.TruthParentEnd(matching.Result.FirstChild(node)));
            Mark(matching.TruthParentEnd(matching.Result.SecondChild(node)));
        }
        return wrong;

        void Mark(int node)
        {
            if (node != TrackGraph.None)
                wrong[node] = true;
        }
    }
}
