using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Calibration;
using Cellect.Lab.Evaluation;

namespace Cellect.Live.Tests.Accuracy;

public sealed class CalibrationTests
{
    [Fact]
    public void Judge_OneWrongLinkAndADivisionOneFrameLate_SaysWhichWereRight()
    {
        // Truth: a cell that divides after frame 0, and one that stays. Result: the division one frame late, the daughter 22 lost for it in
        // frame 1, a false cell.
        var truth = TrackGraph.FromNodes([
            Node(0, 10, 0, -1),
            Node(0, 50, 1, -1),
            Node(1, 8, 2, 0),
            Node(1, 14, 3, 0),
            Node(1, 50, 4, 1),
            Node(2, 8, 5, 2),
            Node(2, 14, 6, 3),
            Node(2, 50, 7, 4),
        ]);
        var result = TrackGraph.FromNodes([
            Node(0, 10, 0, -1),
            Node(0, 50, 1, -1),
            Node(1, 8, 2, 0),
            Node(1, 50, 3, 1),
            Node(2, 8, 4, 2),
            Node(2, 14, 5, 2),
            Node(2, 90, 6, 3),
        ]);
        var matching = PointMatching.Match(truth, result, new PointMatchOptions { MaxDistance = 2 });
        var found = SpecimenPredictions.Judge(
            matching,
            [(1, 1, 0), (1, 1, 0), (0.9f, 0.8f, 0), (1, 0.9f, 0), (1, 0.7f, 0.6f), (0.8f, 0.5f, 0.6f), (0.4f, 0.3f, 0.3f)]
        );
        Assert.Equal([true, true, true, true, true, true, false], found.Detections.Select(p => p.Item2));
        Assert.Equal([(0.8f, true), (0.9f, true), (0.7f, true), (0.5f, false), (0.3f, false)], found.Links);
        Assert.Equal([(0.6f, true), (0.6f, true), (0.3f, false)], found.Divisions);
    }

    [Fact]
    public void Judge_ABrightBodyThatIsNoCellOfTheTruth_CountsAsNeitherRightNorWrong()
    {
        var truth = TrackGraph.FromNodes([Node(0, 10, 0, -1)]);
        var result = TrackGraph.FromNodes([Node(0, 10, 0, -1), Node(0, 50, 1, -1), Node(0, 90, 2, -1)]);
        var match = new PointMatchOptions { MaxDistance = 2, Ignored = [new IgnoredPlace(0, 0, 0, 50, 5)] };
        var found = SpecimenPredictions.Judge(PointMatching.Match(truth, result, match), [(1, 1, 0), (0.9f, 1, 0.5f), (0.7f, 1, 0)]);
        Assert.Equal([(1f, true), (0.7f, false)], found.Detections);
        Assert.Empty(found.Divisions);
    }

    private static TrackNode Node(int t, double x, long id, long parent) => new(t, 0, 0, x, id, parent);
}
