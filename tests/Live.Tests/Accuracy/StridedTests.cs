using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;

namespace Cellect.Live.Tests.Accuracy;

public sealed class StridedTests
{
    [Fact]
    public void Of_EveryOtherFrame_ComposesTheParents()
    {
        var truth = TrackGraph.FromNodes([
            Node(0, 0, -1),
            Node(1, 1, 0),
            Node(2, 2, 1),
            Node(2, 3, 1),
            Node(3, 4, 3),
            Node(4, 5, 4),
            Node(4, 6, -1),
        ]);
        var seen = Strided.Of(truth, 2, 3);
        Assert.Equal([0, 1, 1, 2, 2], Enumerable.Range(0, seen.NodeCount).Select(seen.Frame));
        Assert.Equal(
            [-1, 0, 0, 3, -1],
            Enumerable.Range(0, seen.NodeCount).Select(node => seen.Parent(node) < 0 ? -1 : seen.Id(seen.Parent(node)))
        );
    }

    [Fact]
    public void Of_ChainThatBeginsBetween_HasNoParent()
    {
        var seen = Strided.Of(TrackGraph.FromNodes([Node(1, 0, -1), Node(2, 1, 0)]), 2, 2);
        Assert.Equal((1, 0), (seen.NodeCount, seen.EdgeCount));
    }

    [Fact]
    public void Of_TwoDivisionsInOneStep_LeavesTheLinksOut()
    {
        var truth = TrackGraph.FromNodes([Node(0, 0, -1), Node(1, 1, 0), Node(1, 2, 0), Node(2, 3, 1), Node(2, 4, 1), Node(2, 5, 2)]);
        Assert.Equal(0, Strided.Of(truth, 2, 2).EdgeCount);
    }

    [Fact]
    public void Of_FewerFrames_CutsTheEnd() =>
        Assert.Equal(1, Strided.Of(TrackGraph.FromNodes([Node(0, 0, -1), Node(1, 1, 0)]), 1, 1).NodeCount);

    private static TrackNode Node(int t, long id, long parent) => new(t, id, 0, 0, id, parent);
}
