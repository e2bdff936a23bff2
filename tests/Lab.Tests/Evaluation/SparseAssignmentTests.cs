using Cellect.Data.Assignment;
using Cellect.Lab.Evaluation;
using CsCheck;

namespace Cellect.Lab.Tests.Evaluation;

public class SparseAssignmentTests
{
    private static readonly Gen<CandidatePair[]> AnyPairs = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Double[0, 10], (l, r, c) =>
            new CandidatePair(l, r, c)
        )
        .Array[0, 14]
        .Select(pairs => pairs.DistinctBy(p => (p.Left, p.Right)).ToArray());

    [Fact]
    public void Solve_AnySmallProblem_CostsAsMuchAsTheBestOfAllAssignments() =>
        Gen.Select(AnyPairs, Gen.Double[0, 12])
            .Sample(
                (pairs, alone) =>
                    Assert.Equal(Best(pairs, alone, 0, 0), Cost(pairs, alone, SparseAssignment.Solve(5, 5, pairs, alone)), 1e-9)
            );

    [Fact]
    [Trait("Speed", "Slow")]
    public void Solve_LargestUnmatchedCost_TakesAsManyPairsAsPossible() =>
        AnyPairs.Sample(pairs =>
        {
            var most = -Best([.. pairs.Select(p => p with { Cost = -1 })], 0, 0, 0);
            Assert.Equal(
                most,
                SparseAssignment.Solve(5, 5, pairs, FrameAssignment.Largest(0..5, 0..5, 10)).Count(column => column >= 0),
                1e-9
            );
        });

    [Fact]
    public void Solve_LongChainThatSavesTooLittle_IsRejected()
    {
        // Three in a chain: taking all of them costs 4+4+4 = 12; the middle two pairs at 0 and two left alone cost 0+0+2*5 = 10.
        CandidatePair[] pairs = [new(0, 0, 4), new(0, 1, 0), new(1, 1, 4), new(1, 2, 0), new(2, 2, 4)];
        Assert.Equal([1, 2, -1], SparseAssignment.Solve(3, 3, pairs, 5));
        Assert.Equal([0, 1, 2], SparseAssignment.Solve(3, 3, pairs, FrameAssignment.Largest(0..3, 0..3, 4)));
    }

    private static double Cost(CandidatePair[] pairs, double alone, int[] columns)
    {
        var taken = columns.Select((column, row) => pairs.Where(p => (p.Left, p.Right) == (row, column)).ToArray()).ToArray();
        Assert.Equal(columns.Count(c => c >= 0), columns.Where(c => c >= 0).Distinct().Count());
        return taken.Sum(p => p.Length == 1 ? p[0].Cost : 0) + alone * (10 - 2 * taken.Sum(p => p.Length));
    }

    /// <summary>Tries everything, row after row; the columns taken are the bits of <paramref name="used"/>.</summary>
    private static double Best(CandidatePair[] pairs, double alone, int row, int used)
    {
        if (row == 5)
            return alone * (5 - int.PopCount(used));
        var best = alone + Best(pairs, alone, row + 1, used);
        foreach (var p in pairs.Where(p => p.Left == row && (used >> p.Right & 1) == 0))
            best = Math.Min(best, p.Cost + Best(pairs, alone, row + 1, used | 1 << p.Right));
        return best;
    }
}
