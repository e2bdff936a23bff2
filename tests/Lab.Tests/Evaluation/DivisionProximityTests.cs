using Cellect.Lab.Evaluation;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public class DivisionProximityTests
{
    [Fact]
    public void Compute_DivisionOneFrameLateAndOneFarAway_MatchesTheFirstFromToleranceOne()
    {
        // Divisions of the truth in frame 3 at 0 and at 50; of the result in frame 4 at 0 and in frame 3 at 60, farther than 2.
        var truth = Of(
            Track(1, -1, 0, 3, 0),
            Track(2, 1, 4, 9, 0),
            Track(3, 1, 4, 9, 4),
            Track(4, -1, 0, 3, 50),
            Track(5, 4, 4, 9, 50),
            Track(6, 4, 4, 9, 54)
        );
        var result = Of(
            Track(1, -1, 0, 4, 0),
            Track(2, 1, 5, 9, 0),
            Track(3, 1, 5, 9, 4),
            Track(4, -1, 0, 3, 60),
            Track(5, 4, 4, 9, 60),
            Track(6, 4, 4, 9, 64)
        );
        Assert.Equal([new Rates(0, 2, 2), new Rates(1, 1, 1), new Rates(1, 1, 1)], DivisionProximity.Compute(truth, result, Near, 2));
    }
}
