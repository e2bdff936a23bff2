using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;
using CsCheck;
using static Cellect.Lab.Evaluation.ErrorKind;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public class LinajeaScoreTests
{
    private static readonly LinajeaOptions Strict = new() { ForgiveOneOff = false };

    /// <summary>One cell at 0 in frames 0 and 1 divides; daughters at 0 and 10 in frames 2 to 4: 1 + 2 + 4 = 7 links.</summary>
    private static readonly TrackGraph Division = Of(Track(1, -1, 0, 1, 0), Track(2, 1, 2, 4, 0), Track(3, 1, 2, 4, 10));

    [Fact]
    public void Compute_Gap_CostsTwoLinks()
    {
        // 9 links; the cell is lost in frame 5, so the links 4-5 and 5-6 are missing. Pieces of 4 and 3 links: AEFTL 3.5,
        // ERL (16 + 9)/9. F(1) = 7/9. F(2): of 8 windows those that begin with links 0, 1, 2 and 6, 7 are whole.
        var score = Score(Of(Track(1, -1, 0, 9, 0)), Of(Track(1, -1, 0, 4, 0), Track(2, -1, 6, 9, 0)));
        AssertCounts(score, fn: 2);
        Assert.Equal(2000.0 / 9, score.Sum!.Value, 1e-9);
        Assert.Equal((3.5, 25.0 / 9), (score.MeanSegment, score.ExpectedRunLength));
        Assert.Equal((7.0 / 9, 5.0 / 8), (score.ErrorFree[0], score.ErrorFree[1]));
        Assert.Null(score.ErrorFree[9]);
    }

    [Fact]
    public void Compute_GapClosedByALongLink_CountsThatLinkAsFalse()
    {
        // As above, but the result goes from frame 4 to 6 in one link, which no true link spans.
        var score = Score(Of(Track(1, -1, 0, 9, 0)), Of(Track(1, -1, 0, 4, 0), Track(1, -1, 6, 9, 0)));
        AssertCounts(score, fn: 2, fp: 1);
    }

    [Fact]
    public void Compute_SwapOfTwoCells_CostsTwoMissedAndTwoFalseLinks()
    {
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, -1, 0, 3, 50));
        var result = Of(Track(1, -1, 0, 1, 0), Track(2, -1, 0, 1, 50), Track(1, -1, 2, 3, 50), Track(2, -1, 2, 3, 0));
        AssertCounts(Score(truth, result), fn: 2, fp: 2);
    }

    [Fact]
    public void Compute_MergeOfTwoCells_CostsTheLinksOfTheLostOne()
    {
        // The second cell is merged into the first from frame 3 on: its links 2-3 and 3-4 are missing.
        var truth = Of(Track(1, -1, 0, 4, 0), Track(2, -1, 0, 4, 10));
        AssertCounts(Score(truth, Of(Track(1, -1, 0, 4, 0), Track(2, -1, 0, 2, 10))), fn: 2);
    }

    [Fact]
    public void Compute_TwoTracksMeetAtOneCell_IsAnIdentitySwitch()
    {
        // Tracks 1 (frames 0-2) and 2 (frames 2-4, 1 beside) both hold the cell in frame 2: all four links are found, but before and
        // after frame 2 by different cells. F(2): of three windows the one over frame 2 is wrong. Two pieces of 2 links: AEFTL 2, ERL 8/4.
        var score = Score(Of(Track(1, -1, 0, 4, 0)), Of(Track(1, -1, 0, 2, 0), Track(2, -1, 2, 4, 1)));
        AssertCounts(score, switches: 1);
        Assert.Equal((1.0, 2.0 / 3), (score.ErrorFree[0], score.ErrorFree[1]));
        Assert.Equal((2.0, 2.0), (score.MeanSegment, score.ExpectedRunLength));
        Assert.Equal(250.0, score.Sum);
    }

    [Fact]
    public void Compute_DivisionAsThreeTracks_HasNoConnections()
    {
        var score = Score(Division, Of(Track(1, -1, 0, 1, 0), Track(2, -1, 2, 4, 0), Track(3, -1, 2, 4, 10)));
        AssertCounts(score, fn: 2, fnd: 1);
        Assert.Contains(score.Errors, error =>
            error is { Kind: FalseNegativeDivision, Frame: 1, What: "division is missing: mother and daughters are not linked" }
        );
        // F(1) = 5/7 (two links missing). F(2): windows that begin in frames 0, 1, 1, 2, 2; the first three meet missing links.
        Assert.Equal((5.0 / 7, 2.0 / 5), (score.ErrorFree[0], score.ErrorFree[1]));
    }

    [Fact]
    public void Compute_OneDaughterContinuesTheMother_HasAnUnconnectedChild()
    {
        var score = Score(Division, Of(Track(1, -1, 0, 4, 0), Track(3, -1, 2, 4, 10)));
        AssertCounts(score, fn: 1, fnd: 1);
        Assert.Contains(score.Errors, error => error.What == "division is missing: one daughter is not linked to the mother");
        // The window of the mother's link and one more meets both the missing link and the flag: F(2) = 3 of 5 begin elsewhere whole,
        // those from frame 1 to the found daughter (the start node is not tested) and the two from frame 2.
        Assert.Equal(3.0 / 5, score.ErrorFree[1]);
    }

    [Fact]
    public void Compute_DaughtersOfAnotherTrack_HaveAnUnconnectedParent()
    {
        // Track 1 holds the mother in frames 0-1; track 9 stands beside her in frame 1 alone and divides. All links are found.
        var result = Of(Track(1, -1, 0, 1, 0), Track(9, -1, 1, 1, 1), Track(2, 9, 2, 4, 0), Track(3, 9, 2, 4, 10));
        AssertCounts(Score(Division, result), fnd: 1);
        AssertCounts(Score(Division, result, Near, new LinajeaOptions { CountUnconnectedParent = false }));
        Assert.Equal(1.0, Score(Division, result).ErrorFree[3]);
    }

    [Fact]
    public void Compute_DivisionInTheFirstFrame_NeedsItsDaughtersTogether()
    {
        var truth = Of(Track(1, -1, 0, 0, 0), Track(2, 1, 1, 2, 0), Track(3, 1, 1, 2, 10));
        AssertCounts(Score(truth, truth));
        var apart = Of(Track(1, -1, 0, 2, 0), Track(3, -1, 1, 2, 10));
        AssertCounts(Score(truth, apart, Near, Strict), fn: 1, fnd: 1);

        // Without a mother's link the division has two neighbours only and contracts to a chain, as in linajea: forgiven.
        AssertCounts(Score(truth, apart));
    }

    [Fact]
    public void Compute_FalseDivision_CutsThePieceAndFlagsTheCell()
    {
        // The cell (4 links) divides falsely in frame 2; the false daughter lives in frames 3-4 at 30: links 2-3 and 3-4 are false.
        // Pieces are cut before frame 2: 2 and 2 links. F(2): of three windows the one over frame 2 is wrong.
        var truth = Of(Track(1, -1, 0, 4, 0));
        var result = Of(Track(1, -1, 0, 2, 0), Track(2, 1, 3, 4, 0), Track(3, 1, 3, 4, 30));
        var score = Score(truth, result);
        AssertCounts(score, fp: 2, fpd: 1);
        Assert.Equal((2.0, 2.0), (score.MeanSegment, score.ExpectedRunLength));
        Assert.Equal((1.0, 2.0 / 3), (score.ErrorFree[0], score.ErrorFree[1]));
        Assert.Equal(750.0, score.Sum);
    }

    [Fact]
    public void Compute_FalseDivisionInSparseTruth_CountsWhereOneDaughterIsKnown()
    {
        // As above: the false links are not in range of a true one, so not counted; the division has one matched daughter link.
        var truth = Of(Track(1, -1, 0, 4, 0));
        var result = Of(Track(1, -1, 0, 2, 0), Track(2, 1, 3, 4, 0), Track(3, 1, 3, 4, 30));
        var score = Score(truth, result, NearSparse);
        AssertCounts(score, fpd: 1);
        Assert.Equal(250.0, score.Sum);
    }

    [Fact]
    public void Compute_SparseTruthAndUnmatchedDaughters_CountsOnlyWhereTheTruthGoesOn()
    {
        // Both daughters are unknown (at 30 and 40). In frame 2 the truth goes on, so the division is false; in frame 4 it ends, so
        // nobody knows; and a division of a cell that the truth does not have is nobody's business.
        var truth = Of(Track(1, -1, 0, 4, 0));
        AssertCounts(Score(truth, Of(Track(1, -1, 0, 2, 0), Track(2, 1, 3, 4, 30), Track(3, 1, 3, 4, 40)), NearSparse), fn: 2, fpd: 1);
        AssertCounts(Score(truth, Of(Track(1, -1, 0, 4, 0), Track(2, 1, 5, 6, 30), Track(3, 1, 5, 6, 40)), NearSparse));
        AssertCounts(
            Score(truth, Of(Track(1, -1, 0, 4, 0), Track(4, -1, 0, 2, 50), Track(2, 4, 3, 4, 60), Track(3, 4, 3, 4, 70)), NearSparse)
        );
    }

    [Fact]
    public void Compute_SparseTruth_CountsFalseLinksInRangeOnly()
    {
        // A second track beside the cell (1 away) competes for its links and loses; a third one far away is out of range.
        var truth = Of(Track(1, -1, 0, 4, 0));
        var result = Of(Track(1, -1, 0, 4, 0), Track(2, -1, 0, 2, 1), Track(3, -1, 0, 4, 50));
        AssertCounts(Score(truth, result, NearSparse), fp: 2);
        AssertCounts(Score(truth, result), fp: 6);
        Assert.Equal(0.0, Score(truth, result, NearSparse).Sum);
        Assert.Equal(1500.0, Score(truth, result).Sum);
    }

    [Fact]
    public void Compute_DivisionOneFrameLate_IsForgivenWithTheLinksAtIt()
    {
        // Truth divides after frame 3 (3 + 2 + 10 = 15 links), the result after frame 4. Missed: the links 3-4 and 4-5 of the second
        // daughter; false: the result's 4-5. Forgiven: FN-D with the missed link at its node, FP-D with the false link at its own.
        // The missed link 4-5 touches neither and stays.
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, 1, 4, 9, 0), Track(3, 1, 4, 9, 4));
        var late = Of(Track(1, -1, 0, 4, 0), Track(2, 1, 5, 9, 0), Track(3, 1, 5, 9, 4));
        AssertCounts(Score(truth, late, Near, Strict), fn: 2, fp: 1, fnd: 1, fpd: 1);
        AssertCounts(Score(truth, late), fn: 1);
        Assert.Equal((1, 1), Score(truth, late).OneOff);
        Assert.Equal(new Rates(13, 1, 2), Score(truth, late).Edges);
        Assert.Equal(Score(truth, late, Near, Strict).ErrorFree, Score(truth, late).ErrorFree);

        // Early is the same with the roles exchanged: one link of the result is false and stays.
        AssertCounts(Score(late, truth), fp: 1);
    }

    [Fact]
    public void Compute_DivisionTwoFramesLate_IsNotForgiven()
    {
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, 1, 4, 9, 0), Track(3, 1, 4, 9, 4));
        var late = Of(Track(1, -1, 0, 5, 0), Track(2, 1, 6, 9, 0), Track(3, 1, 6, 9, 4));
        AssertCounts(Score(truth, late), fn: 3, fp: 1, fnd: 1, fpd: 1);
    }

    [Fact]
    public void Compute_TwoCloseLinks_MatchesAtTheLeastTotalCost()
    {
        // Cells at 0 and 1.5; found at 1 and 2.5 (T = 2). Straight costs (1 + 1) + (1 + 1); crossed 2.5 is out of range of 0.
        var truth = Of(Track(1, -1, 0, 1, 0), Track(2, -1, 0, 1, 1.5));
        AssertCounts(Score(truth, Of(Track(1, -1, 0, 1, 1), Track(2, -1, 0, 1, 2.5))));
    }

    [Fact]
    public void Compute_ResultEqualToTruth_IsPerfect() =>
        AnyTracks.Sample(tracks =>
        {
            var graph = TrackGraph.FromTracks(tracks);
            var score = Score(graph, graph);
            AssertCounts(score);
            Assert.All(score.ErrorFree, fraction => Assert.Equal(1.0, fraction ?? 1.0));
        });

    [Fact]
    public void Compute_FalseLinkAdded_RaisesNoScore() =>
        Gen.Select(AnyPair, Gen.Int[0, int.MaxValue])
            .Sample(
                (pair, seed) =>
                {
                    if (SpareLink(pair.Result, new Random(seed)) is not var (child, parent))
                        return;
                    var more = TrackGraph.FromNodes(Rows(pair.Result).Select(row => row.Id == child ? row with { Parent = parent } : row));
                    if (EdgeMatching.Match(pair.Truth, more, Near).InRange(child))
                        return;
                    foreach (var options in new[] { Near, NearSparse })
                    {
                        var (before, after) = (Score(pair.Truth, pair.Result, options, Strict), Score(pair.Truth, more, options, Strict));
                        Assert.True(after.Sum >= before.Sum);
                        Assert.True(
                            after.Edges.F1 <= before.Edges.F1
                                && after.Edges.Precision <= before.Edges.Precision
                                && after.Edges.Recall == before.Edges.Recall
                        );
                        Assert.True(after.MeanSegment <= before.MeanSegment && after.ExpectedRunLength <= before.ExpectedRunLength);
                        Assert.All(before.ErrorFree.Zip(after.ErrorFree), f => Assert.True((f.Second ?? 0) <= (f.First ?? 0)));
                        var (old, now) = (
                            PointScore.Compute(pair.Truth, pair.Result, options),
                            PointScore.Compute(pair.Truth, more, options)
                        );
                        Assert.True(
                            now.Edges.F1 <= old.Edges.F1
                                && (now.Divisions[0].F1 ?? 0) <= (old.Divisions[0].F1 ?? 1)
                                && now.Nodes == old.Nodes
                        );
                    }
                }
            );

    [Fact]
    public void Compute_NodesInAnotherOrder_ChangesNothing() =>
        Gen.Select(AnyPair, Gen.Int[0, int.MaxValue])
            .Sample(
                (pair, seed) =>
                {
                    var random = new Random(seed);
                    var shuffled = TrackGraph.FromNodes(
                        Rows(pair.Result)
                            .OrderBy(_ => random.Next())
                            .Select(row => row with { Id = 7 * row.Id + 3, Parent = row.Parent < 0 ? -1 : 7 * row.Parent + 3 })
                    );
                    var (one, other) = (Score(pair.Truth, pair.Result), Score(pair.Truth, shuffled));
                    Assert.Equal(one.Counts, other.Counts);
                    Assert.Equal(
                        (one.Edges, one.MeanSegment, one.ExpectedRunLength),
                        (other.Edges, other.MeanSegment, other.ExpectedRunLength)
                    );
                    Assert.Equal(one.ErrorFree, other.ErrorFree);
                }
            );

    [Fact]
    public void ErrorFree_AnyGraphs_EqualsLinajeasOwnWalk() =>
        AnyPair.Sample(pair =>
        {
            var matching = EdgeMatching.Match(pair.Truth, pair.Result, Near);
            var errors = TrackErrors.Find(matching, sparse: false);
            Assert.Equal(WalkEveryWindow(matching, errors, 8), ErrorFreeFraction.Compute(matching, errors, 8));
        });

    /// <summary>get_perfect_segments of linajea, written out: every link as a start, frame by frame over all descendants.</summary>
    private static double?[] WalkEveryWindow(EdgeMatching matching, TrackErrors errors, int window)
    {
        var truth = matching.Truth;
        var flagged = errors
            .Switches.Concat(errors.MissedDivisions.Where(d => d.Fault != DivisionFault.UnconnectedParent).Select(d => d.Node))
            .Concat(
                errors
                    .FalseDivisions.SelectMany(node => new[] { matching.Result.FirstChild(node), matching.Result.SecondChild(node) })
                    .Select(matching.TruthParentEnd)
            )
            .ToHashSet();
        var (total, right) = (new int[window + 1], new int[window + 1]);
        for (var start = 0; start < truth.NodeCount; start++)
        {
            foreach (var first in Children(start))
            {
                var (correct, nodes, next) = (true, new List<int> { start }, new List<int> { first });
                for (var n = 1; n <= window && next.Count > 0; n++)
                {
                    correct &=
                        !nodes.Any(node => node != start && flagged.Contains(node)) && next.All(child => matching.ResultOf(child) >= 0);
                    total[n]++;
                    right[n] += correct ? 1 : 0;
                    (nodes, next) = (next, [.. next.SelectMany(Children)]);
                }
            }
        }
        return [.. Enumerable.Range(1, window).Select(n => total[n] == 0 ? null : (double?)right[n] / total[n])];

        IEnumerable<int> Children(int node) => new[] { truth.FirstChild(node), truth.SecondChild(node) }.Where(child => child >= 0);
    }

    private static LinajeaScore Score(
        TrackGraph truth,
        TrackGraph result,
        PointMatchOptions? options = null,
        LinajeaOptions? linajea = null
    ) => LinajeaScore.Compute(truth, result, options ?? Near, linajea ?? new LinajeaOptions());

    private static void AssertCounts(LinajeaScore score, int fn = 0, int fp = 0, int switches = 0, int fnd = 0, int fpd = 0)
    {
        Assert.Equal(
            (fn, fp, switches, fnd, fpd),
            (
                score.Counts[FalseNegativeEdge],
                score.Counts[FalsePositiveEdge],
                score.Counts[IdentitySwitch],
                score.Counts[FalseNegativeDivision],
                score.Counts[FalsePositiveDivision]
            )
        );
        Assert.Equal(fn + fp + switches + fnd + fpd, score.Errors.Count);
    }
}
