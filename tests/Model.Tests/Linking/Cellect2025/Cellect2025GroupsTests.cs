using Cellect.Model.Linking.Cellect2025;

namespace Cellect.Model.Tests.Linking.Cellect2025;

/// <summary>cellect-reference.md §6.1.</summary>
public class Cellect2025GroupsTests
{
    private static readonly Cellect2025Frame Row = FakeMatcher.Frame(
        (0, 0, 0, 5),
        (0, 0, 3, 5),
        (0, 0, 20, 5),
        (0, 0, 23, 5),
        (0, 0, 60, 5),
        (0, 0, 90, 5)
    );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_NobodyTheSame_EveryDetectionIsACell(bool isFirst) =>
        Assert.Equal([0, 1, 2, 3, 4, 5], Cellect2025Groups.Of(Row, new FakeMatcher(), isFirst).Cells);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_TwoNearAndAlike_AreOneCellKnownByTheFirst(bool isFirst)
    {
        var groups = Cellect2025Groups.Of(Row, new FakeMatcher { Same = { [(2, 3)] = 0.7f, [(3, 2)] = 0.7f } }, isFirst);
        Assert.Equal([0, 1, 2, 4, 5], groups.Cells);
        Assert.Equal(2, groups.AnchorOf[3]);
    }

    [Theory]
    [InlineData(0.7f, 5)] // likely, but too far
    [InlineData(0.99995f, 4)] // sure, however far
    [InlineData(0.55f, 5)] // above one half, but not likely
    public void Of_FarNeighbour_JoinsWhenSureAlone(float score, int cells)
    {
        var far = FakeMatcher.Frame((0, 0, 0, 5), (0, 0, 40, 5), (0, 0, 200, 5), (0, 0, 300, 5), (0, 0, 400, 5));
        Assert.Equal(cells, Cellect2025Groups.Of(far, new FakeMatcher { Same = { [(0, 1)] = score } }, isFirst: false).Cells.Length);
    }

    [Fact]
    public void Of_FifthNeighbour_NeverJoins()
    {
        var crowd = FakeMatcher.Frame((0, 0, 0, 5), (0, 0, 1, 5), (0, 0, 2, 5), (0, 0, 3, 5), (0, 0, 4, 5), (0, 1, 4, 5));
        var groups = Cellect2025Groups.Of(crowd, new FakeMatcher { Same = { [(0, 5)] = 1 } }, isFirst: false);
        Assert.Equal([0], groups.All[0]);
    }

    [Fact]
    public void Of_LaterFrame_ClaimedDetectionsClaimOthers()
    {
        // 0 claims 1, 1 claims 2: 2 is no anchor, yet in no anchor's group.
        var chain = FakeMatcher.Frame((0, 0, 0, 5), (0, 0, 3, 5), (0, 0, 6, 5), (0, 0, 60, 5));
        var matcher = new FakeMatcher { Same = { [(0, 1)] = 0.9f, [(1, 2)] = 0.9f } };
        var later = Cellect2025Groups.Of(chain, matcher, isFirst: false);
        Assert.Equal([0, 3], later.Cells);
        Assert.Equal([0, 0, -1, 3], later.AnchorOf);
        Assert.Equal([0, 2, 3], Cellect2025Groups.Of(chain, matcher, isFirst: true).Cells);
    }

    [Fact]
    public void Of_DetectionInTwoGroups_BelongsToTheLaterAnchor()
    {
        var chain = FakeMatcher.Frame((0, 0, 0, 5), (0, 0, 3, 5), (0, 0, 6, 5), (0, 0, 60, 5));
        var groups = Cellect2025Groups.Of(chain, new FakeMatcher { Same = { [(0, 1)] = 0.9f, [(2, 1)] = 0.9f } }, isFirst: false);
        Assert.Equal([0, 2, 3], groups.Cells);
        Assert.Equal([0, 2, 2, 3], groups.AnchorOf);
    }

    [Fact]
    public void Of_OneDetectionOrNone_IsItself()
    {
        Assert.Empty(Cellect2025Groups.Of(FakeMatcher.Frame(), new FakeMatcher(), isFirst: true).Cells);
        Assert.Equal([0], Cellect2025Groups.Of(FakeMatcher.Frame((0, 0, 0, 5)), new FakeMatcher(), isFirst: false).Cells);
    }
}
