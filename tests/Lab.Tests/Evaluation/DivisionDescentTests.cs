using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public class DivisionDescentTests
{
    // Cell 1 divides after frame 2: daughters at 4 and 12 in frames 3-6.
    private static readonly TrackGraph Truth = Of(Track(1, -1, 0, 2, 8), Track(2, 1, 3, 6, 4), Track(3, 1, 3, 6, 12));

    [Fact]
    public void Compute_SameDivision_IsFoundInItsFrame() => AssertRates(Truth, new Rates(1, 0, 0), new Rates(1, 0, 0));

    [Fact]
    public void Compute_ToldOneFrameLate_IsFoundWithinOne()
    {
        // The second daughter is missed in frame 3 and told in frame 4.
        var late = Of(Track(1, -1, 0, 2, 8), Track(1, -1, 3, 3, 4), Track(2, 1, 4, 6, 4), Track(3, 1, 4, 6, 12));
        AssertRates(late, new Rates(0, 1, 1), new Rates(1, 0, 0));
    }

    [Fact]
    public void Compute_ToldOneFrameEarly_IsFoundWithinOne()
    {
        // The mother is seen twice in frame 2.
        var early = Of(Track(1, -1, 0, 1, 8), Track(2, 1, 2, 2, 8), Track(2, 1, 3, 6, 4), Track(3, 1, 2, 6, 12));
        AssertRates(early, new Rates(0, 1, 1), new Rates(1, 0, 0));
    }

    [Fact]
    public void Compute_DaughterOfAnother_IsFalse()
    {
        // The second daughter is none of the truth.
        var wrong = Of(Track(1, -1, 0, 2, 8), Track(2, 1, 3, 6, 4), Track(3, 1, 3, 6, 30));
        AssertRates(wrong, new Rates(0, 1, 1), new Rates(0, 1, 1));
    }

    [Fact]
    public void Compute_ToldTwice_IsFalseOnce()
    {
        // Told early, and again in its frame.
        var twice = Of(Track(1, -1, 0, 1, 8), Track(2, 1, 2, 2, 8), Track(3, 1, 2, 2, 20), Track(4, 2, 3, 6, 4), Track(5, 2, 3, 6, 12));
        AssertRates(twice, new Rates(1, 1, 0), new Rates(1, 1, 0));
    }

    private static void AssertRates(TrackGraph result, Rates exact, Rates withinOne)
    {
        var rates = DivisionDescent.Compute(PointMatching.Match(Truth, result, Near), sparse: false, 1);
        Assert.Equal([exact, withinOne], rates);
    }
}
