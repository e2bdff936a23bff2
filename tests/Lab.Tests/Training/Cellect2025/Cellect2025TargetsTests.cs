using Cellect.Lab.Training;
using Cellect.Lab.Training.Cellect2025;

namespace Cellect.Lab.Tests.Training.Cellect2025;

public class Cellect2025TargetsTests
{
    private const int Depth = 8,
        Side = 32;
    private static readonly TrainingCell Left = new(4, 10, 8, 4, -1, false),
        Right = new(4, 10, 24, 4, -1, false);

    [Fact]
    public void Levels_AroundACentre_FallByOneAVoxelInEveryDirectionAndEndAtTheCell()
    {
        var levels = Map(Left with { Radius = 2 }).Levels();
        Assert.Equal([4f, 3, 2, 0], [levels[At(4, 10, 8)], levels[At(4, 10, 9)], levels[At(4, 10, 10)], levels[At(4, 10, 11)]]);
        Assert.Equal([3f, 2], [levels[At(5, 10, 8)], levels[At(5, 11, 8)]]);
    }

    [Fact]
    public void Owner_WhereTwoCellsOverlap_IsTheOneFurtherIn()
    {
        var map = Map(Left, Left with { X = 13 });
        Assert.Equal([0, 1], [map.Owner[At(4, 10, 10)], map.Owner[At(4, 10, 11)]]);
        Assert.Equal(-1, map.Owner[At(4, 20, 10)]);
    }

    [Fact]
    public void Targets_MotherAndDaughters_AreMarkedInTheirFrames()
    {
        CellMap now = Map(Left, Right),
            next = Map(Left, Right with { Y = 7 }, Right with { Y = 13 });
        var targets = new Cellect2025Targets(now, next, [(0, false), (1, true), (1, true)], complete: true, dark: null);
        Assert.Equal([0f, 1], [targets.Mother[At(4, 10, 8)], targets.Mother[At(4, 10, 24)]]);
        Assert.Equal([0f, 1, 1], [targets.Daughter[At(4, 10, 8)], targets.Daughter[At(4, 7, 24)], targets.Daughter[At(4, 13, 24)]]);
        Assert.Equal([1f, 4], [targets.Weight[At(4, 10, 8)], targets.Weight[At(4, 10, 24)]]);
        Assert.Equal(4, targets.Radius[At(4, 10, 8)]);
        Assert.All(targets.JudgedMother, judged => Assert.Equal(1, judged));
    }

    [Fact]
    public void Targets_SparseAnnotation_JudgeCellsTheirShellAndTheDarkAlone()
    {
        var dark = new bool[Depth * Side * Side];
        dark[At(0, 0, 0)] = true;
        var targets = new Cellect2025Targets(Map(Left), Map(), [], complete: false, dark);
        // The cell reaches to column 12; its shell to 12.8.
        Assert.Equal(
            [1f, 0, 1],
            [targets.JudgedInside[At(4, 10, 12)], targets.JudgedInside[At(4, 11, 12)], targets.JudgedInside[At(0, 0, 0)]]
        );
        Assert.Equal([1f, 0], [targets.JudgedCentre[At(4, 11, 12)], targets.JudgedCentre[At(4, 10, 13)]]);
        // Nobody said what becomes of the cell.
        Assert.Equal(0, targets.JudgedMother[At(4, 10, 8)]);
    }

    [Theory]
    [InlineData("0.1-0.3,0.8-1", 0.2, true)]
    [InlineData("0.1-0.3,0.8-1", 0.5, false)]
    public void Windows_Share_IsInOrOut(string text, double done, bool inside) =>
        Assert.Equal(inside, MatcherWindows.Parse(text).Contain(done));

    [Theory]
    [InlineData("0.3-0.1")]
    [InlineData("0.1")]
    [InlineData("0.1-2")]
    [InlineData("a-b")]
    public void Windows_Nonsense_IsRefused(string text) => Assert.Throws<FormatException>(() => MatcherWindows.Parse(text));

    private static CellMap Map(params TrainingCell[] cells) => new(cells, Depth, Side, anisotropy: 2);

    private static int At(int z, int y, int x) => (z * Side + y) * Side + x;
}
