using Cellect.Data.Volumes;
using Cellect.Stream.Simulation.Spleen;

namespace Cellect.Stream.Tests.Simulation;

public class SpleenTests
{
    [Fact]
    public void Read_ThreeChannels_OneTimePointAfterAnother()
    {
        using var source = SpleenSource.Open("spleen?frames=2&z=20&y=64&x=64&neutrophils=2&macrophages=1&bacteria=5");
        var pool = new VolumePool();
        var seen = new List<(int T, int C)>();
        foreach (var volume in source.Read("s", pool, TestContext.Current.CancellationToken))
            using (volume)
                seen.Add((volume.Header.T, volume.Header.C));
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], seen);
        Assert.Equal(6, source.Volumes);
        Assert.Equal(10, source.Truth.NodesOf(SpleenScene.BacteriumChannel).Count());
    }

    [Fact]
    public void Read_TheSameSeed_GivesTheSameBytes()
    {
        Assert.Equal(Bytes(3), Bytes(3));
        Assert.NotEqual(Bytes(3), Bytes(4));

        static byte[] Bytes(int seed)
        {
            using var source = SpleenSource.Open($"spleen?seed={seed}&frames=2&z=20&y=48&x=48&neutrophils=1&macrophages=1&bacteria=3");
            var pool = new VolumePool();
            var all = new List<byte>();
            foreach (var volume in source.Read("s", pool, TestContext.Current.CancellationToken))
                using (volume)
                    all.AddRange(volume.Bytes);
            return [.. all];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Truth_OfAHundredFrames_TellsEachUptakeAsGeometryShowsIt(int seed)
    {
        var truth = Truth($"spleen?seed={seed}");
        Assert.InRange(truth.Engulfments.Count, 15, 40);
        Assert.Contains(truth.Engulfments.GroupBy(e => e.Taker), group => group.Count() > 1);
        Assert.Contains(truth.Engulfments, e => e.TakerPopulation == SpleenScene.MacrophageChannel);
        Assert.Equal(truth.Engulfments.Count, truth.Engulfments.Select(e => e.Bacterium).Distinct().Count());
        var cells = truth.Cells.ToLookup(cell => (cell.Cell, cell.Node.T), cell => cell.Node);
        foreach (var uptake in truth.Engulfments)
        {
            for (var t = uptake.T; t < 100; t++)
                Assert.True(Distance(uptake, t) < Taker(uptake, t).RadiusVoxels);
            if (uptake.T > 0)
                Assert.True(Distance(uptake, uptake.T - 1) >= Taker(uptake, uptake.T - 1).RadiusVoxels);
            Assert.Contains(truth.Contacts, c => c.Bacterium == uptake.Bacterium && c.Other == uptake.Taker && c.Last == uptake.T - 1);
        }

        Cellect.Stream.Sources.TruthNode Taker(TrueEngulfment uptake, int t) => cells[(uptake.Taker, t)].Single();
        double Distance(TrueEngulfment uptake, int t)
        {
            var (a, b) = (Taker(uptake, t), cells[(uptake.Bacterium, t)].Single());
            return Math.Sqrt(Math.Pow(2 * (a.Z - b.Z), 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.X - b.X, 2));
        }
    }

    [Fact]
    public void Truth_Neutrophils_MoveSeveralVoxelsAFrame_MacrophagesRest()
    {
        var truth = Truth("spleen?seed=1");
        Assert.InRange(MeanStep(SpleenScene.NeutrophilChannel), 1.5, 4);
        Assert.InRange(MeanStep(SpleenScene.MacrophageChannel), 0, 0.5);

        double MeanStep(int population)
        {
            var nodes = truth.NodesOf(population).ToDictionary(node => node.Id);
            return nodes
                .Values.Where(node => node.Parent >= 0)
                .Average(node =>
                    Math.Sqrt(
                        Math.Pow(2 * (node.Z - nodes[node.Parent].Z), 2)
                            + Math.Pow(node.Y - nodes[node.Parent].Y, 2)
                            + Math.Pow(node.X - nodes[node.Parent].X, 2)
                    )
                );
        }
    }

    [Theory]
    [InlineData("spleen?radius=3", "radius")]
    [InlineData("spleen?bacteria=-1", "bacteria")]
    [InlineData("spleen?z=4", "no room")]
    public void Open_WhatItDoesNotTake_IsToldWithTheRemedy(string spec, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => SpleenSource.Open(spec)).Message, StringComparison.Ordinal);

    private static SpleenTruth Truth(string spec)
    {
        using var source = SpleenSource.Open(spec);
        source.ReadTruth();
        return source.Truth;
    }
}
