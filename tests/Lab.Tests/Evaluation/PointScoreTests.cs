using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;
using Cellect.Testing;
using CsCheck;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public class PointScoreTests
{
    [Fact]
    public void Compute_ResultEqualToTruth_IsPerfect() =>
        AnyTracks.Sample(tracks =>
        {
            var graph = TrackGraph.FromTracks(tracks);
            var score = PointScore.Compute(graph, graph, Near);
            Assert.Equal(new Rates(graph.NodeCount, 0, 0), score.Nodes);
            Assert.Equal(new Rates(graph.EdgeCount, 0, 0), score.Edges);
            Assert.All(score.Divisions, d => Assert.Equal(new DivisionScore(d.Tolerance, graph.DivisionCount, 0, 0, 0), d));
        });

    [Fact]
    public void Compute_OneCellMissedAndOneFalse_CountsThem()
    {
        // Truth: two cells over frames 0-2 (6 nodes, 4 links). Result: the first one whole, the second one moved 3 away, beyond 2.
        var truth = Of(Track(1, -1, 0, 2, 0), Track(2, -1, 0, 2, 50));
        var result = Of(Track(1, -1, 0, 2, 0), Track(2, -1, 0, 2, 53));
        var score = PointScore.Compute(truth, result, Near);
        Assert.Equal(new Rates(3, 3, 3), score.Nodes);
        Assert.Equal(new Rates(2, 2, 2), score.Edges);
        Assert.Equal(0.5, score.Nodes.F1);
    }

    [Fact]
    public void Compute_SwapBetweenFrames_CostsTwoLinks()
    {
        // Two cells; after frame 1 the result follows the wrong one: both links 1->2 are false, both true ones are missed.
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, -1, 0, 3, 50));
        var result = Of(Track(1, -1, 0, 1, 0), Track(2, -1, 0, 1, 50), Track(1, -1, 2, 3, 50), Track(2, -1, 2, 3, 0));
        var score = PointScore.Compute(truth, result, Near);
        Assert.Equal(new Rates(8, 0, 0), score.Nodes);
        Assert.Equal(new Rates(4, 2, 2), score.Edges);
    }

    [Fact]
    public void Compute_SparseTruth_CountsOnlyWhatContradictsIt()
    {
        // Truth knows one cell in frames 0-2. The result has it, another cell that the truth says nothing about, and a false
        // daughter of the known cell in frame 2: its parent's children are known, so that link alone is false.
        var truth = Of(Track(1, -1, 0, 2, 0));
        var result = Of(Track(1, -1, 0, 1, 0), Track(2, 1, 2, 2, 0), Track(3, 1, 2, 2, 30), Track(4, -1, 0, 2, 50));
        var score = PointScore.Compute(truth, result, NearSparse);
        Assert.Equal(new Rates(3, null, 0), score.Nodes);
        Assert.Equal(new Rates(2, 1, 0), score.Edges);
        Assert.Equal(new DivisionScore(0, 0, 0, 1, 0), score.Divisions[0]);
    }

    [Fact]
    public void Compute_FramesOutsideTheTruth_DoNotCount()
    {
        var truth = Of(Track(1, -1, 2, 4, 0));
        var result = Of(Track(1, -1, 0, 9, 0));
        var score = PointScore.Compute(truth, result, new PointMatchOptions { MaxDistance = 1 });
        Assert.Equal(new Rates(3, 0, 0), score.Nodes);
        Assert.Equal(new Rates(2, 0, 0), score.Edges);
    }

    [Fact]
    public void Compute_ScaledAxis_MeasuresInItsUnit()
    {
        var truth = TrackGraph.FromNodes([new TrackNode(0, 1, 0, 0, 0, -1)]);
        var result = TrackGraph.FromNodes([new TrackNode(0, 2, 0, 0, 0, -1)]);
        Assert.Equal(1, PointScore.Compute(truth, result, new PointMatchOptions { MaxDistance = 5, ScaleZ = 5 }).Nodes.TruePositives);
        Assert.Equal(0, PointScore.Compute(truth, result, new PointMatchOptions { MaxDistance = 4.9, ScaleZ = 5 }).Nodes.TruePositives);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Compute_DivisionLate_IsRightFromThatTolerance(int late, int tolerance)
    {
        // Truth divides after frame 3; daughters at 0 and 4. The result follows the first daughter as the mother until it divides
        // so many frames later; the second daughter appears only then.
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, 1, 4, 9, 0), Track(3, 1, 4, 9, 4));
        var result = Of(Track(1, -1, 0, 3 + late, 0), Track(2, 1, 4 + late, 9, 0), Track(3, 1, 4 + late, 9, 4));
        foreach (var score in PointScore.Compute(truth, result, Near).Divisions)
            Assert.Equal(score.Tolerance >= tolerance ? 1.0 : 0.0, score.F1);
        foreach (var score in PointScore.Compute(result, truth, Near).Divisions)
            Assert.Equal(score.Tolerance >= tolerance ? 1.0 : 0.0, score.F1);
    }

    [Fact]
    public void Compute_DivisionWithAForeignDaughter_HasWrongChildren()
    {
        // The result's second daughter is another cell at 20: mother right and dividing, one of two links right.
        var truth = Of(Track(1, -1, 0, 3, 0), Track(2, 1, 4, 6, 0), Track(3, 1, 4, 6, 4), Track(4, -1, 4, 6, 20));
        var result = Of(Track(1, -1, 0, 3, 0), Track(2, 1, 4, 6, 0), Track(4, 1, 4, 6, 20), Track(3, -1, 4, 6, 4));
        var score = PointScore.Compute(truth, result, Near);
        Assert.All(score.Divisions, d =>
            Assert.Equal((0, 1, 0, 0), (d.TruePositives, d.WrongChildren, d.FalsePositives, d.FalseNegatives))
        );
    }

    [Fact]
    public void Compute_TracksRenumbered_ChangesNothing() =>
        Gen.Select(AnyTracks, AnyTracks, Gen.Int[2, 1000])
            .Sample(
                (a, b, shift) =>
                {
                    var renumbered = b.Select(p =>
                        p with
                        {
                            Track = 5000 - p.Track * shift % 4999,
                            Parent = p.Parent < 0 ? -1 : 5000 - p.Parent * shift % 4999,
                        }
                    );
                    var truth = TrackGraph.FromTracks(a);
                    var (one, other) = (
                        PointScore.Compute(truth, TrackGraph.FromTracks(b), Near),
                        PointScore.Compute(truth, TrackGraph.FromTracks(renumbered), Near)
                    );
                    Assert.Equal((one.Nodes, one.Edges), (other.Nodes, other.Edges));
                    Assert.Equal(one.Divisions, other.Divisions);
                }
            );

    [Fact]
    public void Compute_SilverTruthAgainstItself_IsPerfect()
    {
        var truth = PointTable.ReadGraph(Repository.SharedData("tgmm_drosophila/tracks_silver_t00-15.csv"));
        var score = PointScore.Compute(
            truth,
            truth,
            new PointMatchOptions
            {
                ScaleZ = 5,
                MaxDistance = 8,
                Sparse = true,
            }
        );
        Assert.Equal(974, score.Nodes.TruePositives);
        Assert.Equal(new Rates(911, 0, 0), score.Edges);
    }
}
