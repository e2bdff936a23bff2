using Cellect.Lab.Evaluation;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public class TrackOverlapTests
{
    [Fact]
    public void Compute_TrackInTwoPieces_CountsTheLongerOne()
    {
        // Ten nodes: six in one piece, four in the other; the second cell is followed whole.
        var truth = Of(Track(1, -1, 0, 9, 0), Track(2, -1, 0, 9, 50));
        var overlap = TrackOverlap.Compute(truth, Of(Track(1, -1, 0, 5, 0), Track(3, -1, 6, 9, 0), Track(2, -1, 0, 9, 50)), Near);
        Assert.Equal([0.6, 1.0], overlap.Overlaps);
        Assert.Equal((0.8, 0.5, 0.5, 1.0), (overlap.Mean, overlap.ShareAbove(0.8), overlap.ShareAbove(0.6), overlap.ShareAbove(0.59)));
    }

    [Fact]
    public void Compute_DividingCell_HasThreeTracks()
    {
        // The result misses the division: the mother's track goes on as the first daughter, the second daughter is not found.
        // Mother 4 of 4 and daughter 6 of 6 are covered, though by one track; the other daughter not at all.
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, 1, 4, 9, 0), Track(3, 1, 4, 9, 10));
        Assert.Equal([1.0, 1.0, 0.0], TrackOverlap.Compute(truth, Of(Track(1, -1, 0, 9, 0)), Near).Overlaps);
    }
}
