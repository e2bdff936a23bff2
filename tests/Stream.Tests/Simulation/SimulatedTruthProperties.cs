using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;
using Cellect.Stream.Sources;
using CsCheck;

namespace Cellect.Stream.Tests.Simulation;

/// <summary>What holds for the truth of every random scene.</summary>
public class SimulatedTruthProperties
{
    private static readonly VolumeShape Shape = new(8, 40, 40);
    private static readonly Gen<(int, ulong)> Scenes = Gen.Select(Gen.Int[0, 1_000_000], Gen.ULong);

    [Fact]
    public void Truth_RandomScenes_IsALineage() =>
        Check(
            (_, frames) =>
            {
                var ids = new HashSet<int>();
                for (var t = 0; t < frames.Count; t++)
                {
                    var before = t == 0 ? [] : frames[t - 1].Cells.Select(cell => cell.Node.Id).ToHashSet();
                    foreach (var (node, _, _) in frames[t].Cells)
                    {
                        Assert.Equal(t, node.T);
                        Assert.True(ids.Add(node.Id), $"id {node.Id} twice");
                        Assert.True(node.Parent == -1 || before.Contains(node.Parent), $"parent {node.Parent} not in frame {t - 1}");
                    }

                    Assert.All(frames[t].Cells.Where(cell => cell.Node.Parent >= 0).GroupBy(cell => cell.Node.Parent), group =>
                        Assert.InRange(group.Count(), 1, 2)
                    );
                }
            }
        );

    [Fact]
    public void Truth_RandomScenes_CentresAreInsideAndDistinct() =>
        Check(
            (_, frames) =>
            {
                foreach (var frame in frames)
                {
                    Assert.All(frame.Cells, cell =>
                    {
                        Assert.InRange(cell.Node.Z, 0, Shape.Z - 1);
                        Assert.InRange(cell.Node.Y, 0, Shape.Y - 1);
                        Assert.InRange(cell.Node.X, 0, Shape.X - 1);
                        Assert.InRange(cell.Node.RadiusVoxels, 1, 20);
                    });
                    Assert.Equal(frame.Cells.Count, frame.Cells.Select(cell => cell.Cell).Distinct().Count());
                }
            }
        );

    [Fact]
    public void Truth_RandomScenes_CellsKeepTheirNumberAndDaughtersAreNearTheMother() =>
        Check(
            (scene, frames) =>
            {
                for (var t = 1; t < frames.Count; t++)
                {
                    var before = frames[t - 1].Cells.ToDictionary(cell => cell.Node.Id);
                    var siblings = frames[t]
                        .Cells.Where(cell => cell.Node.Parent >= 0)
                        .GroupBy(cell => cell.Node.Parent)
                        .ToDictionary(group => group.Key, group => group.Count());
                    foreach (var cell in frames[t].Cells.Where(cell => cell.Node.Parent >= 0))
                    {
                        var mother = before[cell.Node.Parent];
                        var divided = mother.Cell != cell.Cell;
                        Assert.True(
                            !divided || cell.Phase == CellPhase.Newborn || scene.AnaphaseFrames < 1,
                            $"daughter in phase {cell.Phase}"
                        );
                        Assert.True(divided || siblings[cell.Node.Parent] == 1, "a cell that divides ends");
                        Assert.InRange(Distance(cell.Node, mother.Node, scene.Anisotropy) / mother.Node.RadiusVoxels, 0, 5);
                    }
                }
            }
        );

    private static double Distance(TruthNode a, TruthNode b, double anisotropy)
    {
        var z = (a.Z - b.Z) * anisotropy;
        return Math.Sqrt((z * z) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.X - b.X) * (a.X - b.X)));
    }

    private static void Check(Action<SceneParameters, List<SimulatedFrame>> holds) =>
        Scenes.Sample(
            pair =>
            {
                var scene = SceneParameters.Random(new Random(pair.Item1), Shape);
                var specimen = new SimulatedSpecimen(scene, pair.Item2);
                holds(scene, [.. Enumerable.Range(0, 5).Select(_ => specimen.Next())]);
            },
            iter: 60,
            threads: 2
        );
}
