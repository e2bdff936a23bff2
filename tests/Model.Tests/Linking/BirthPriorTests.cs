using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Linking;

public class BirthPriorTests
{
    private static readonly Link Continued = new(0, 0.9f, 0),
        New = new(-1, 0.9f, 0);

    [Fact]
    public void Doubt_NothingSeenYet_IsNone() => Assert.Equal(0, new BirthPrior().Doubt);

    [Fact]
    public void Doubt_MoreBirthsThanAppearances_IsNone() => Assert.Equal(0, After(30, Division(0.9f)).Doubt);

    [Fact]
    public void Doubt_CellsThatAppear_GrowsWithThemAndStaysFinite()
    {
        double few = After(5, One(New)).Doubt,
            more = After(50, One(New)).Doubt,
            most = After(5000, One(New)).Doubt;
        Assert.True(most < more && more < few && few < 0, $"{few}, {more}, {most}");
        Assert.True(most > -5, $"{most}");
    }

    [Fact]
    public void Doubt_DivisionsThatAreUnlikely_CountAsAppearances() => Assert.True(After(30, Division(0.2f)).Doubt < -0.5);

    [Fact]
    public void Doubt_BirthsAfterManyAppearances_IsForgotten()
    {
        var cells = After(1000, One(New));
        for (var frame = 0; frame < 2000; frame++)
            cells.Advance(Division(0.95f), _ => true);
        Assert.Equal(0, cells.Doubt);
    }

    [Fact]
    public void Advance_CellsThatComeIntoView_AreNotCounted()
    {
        var cells = new BirthPrior();
        for (var frame = 0; frame < 100; frame++)
            cells.Advance(One(New), _ => false);
        Assert.Equal(0, cells.Doubt);
    }

    [Fact]
    public void Advance_ManyNewAtOnce_IsAnotherViewAndNotCounted()
    {
        var cells = new BirthPrior();
        cells.Advance([.. Enumerable.Repeat(New, 8), .. Singles(30)], _ => true);
        cells.Advance([New, New], _ => true);
        Assert.Equal(0, cells.Doubt);
    }

    [Fact]
    public void Weigh_Doubt_LowersProbabilitiesAndLeavesZeroAndOrder()
    {
        float[] divisions = [0, 0.3f, 0.9f],
            before = [.. divisions];
        var cells = After(100, One(New));
        cells.Weigh(divisions);
        Assert.Equal(0, divisions[0]);
        Assert.True(divisions[1] < before[1] && divisions[2] < before[2] && divisions[1] < divisions[2]);
        cells.Reset();
        float[] untouched = [.. before];
        cells.Weigh(untouched);
        Assert.Equal(before, untouched);
    }

    private static BirthPrior After(int frames, Link[] links)
    {
        var cells = new BirthPrior();
        for (var frame = 0; frame < frames; frame++)
            cells.Advance(links, _ => true);
        return cells;
    }

    private static Link[] One(Link link) => [link, .. Singles(30)];

    /// <summary>Two daughters among cells that go on.</summary>
    private static Link[] Division(float probability) => [new(99, 0.9f, probability), new(99, 0.9f, probability), .. Singles(30)];

    private static Link[] Singles(int cells) => [.. Enumerable.Range(0, cells).Select(i => Continued with { Parent = i })];
}
