using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Tracks;

/// <summary>A mother of radius 5 divides; what the next volume shows decides.</summary>
public class DivisionConfirmationTests
{
    private const int Mother = 1,
        First = 2,
        Second = 3;

    private readonly DivisionConfirmation _confirmation = new();

    [Fact]
    public void Advance_DaughtersPartAndGoOn_Confirms()
    {
        Divide();
        var verdict = Assert.Single(Advance([(First, 40, 4.2f), (Second, 58, 4.2f)]));
        Assert.Equal(
            (Mother, First, Second, 1, true),
            (verdict.Mother, verdict.First, verdict.Second, verdict.StepsAgo, verdict.Confirmed)
        );
        Assert.InRange(verdict.Probability, 0.9f, 1);
        Assert.Equal((10, 50, 50), (verdict.Z, verdict.Y, verdict.X));
        Assert.Empty(Advance([(First, 38, 4.2f), (Second, 60, 4.2f)]));
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public void Advance_OneDaughterIsGone_WithdrawsAndTheMotherGoesOnInTheOther(int left)
    {
        Divide();
        var verdict = Assert.Single(Advance([(left, 50, 5)]));
        Assert.False(verdict.Confirmed);
        Assert.Equal(left, verdict.Continues);
    }

    [Fact]
    public void Advance_DaughtersStayAtOnePlaceWithDoubtfulLinks_Withdraws()
    {
        Divide();
        Assert.False(Assert.Single(Advance([(First, 47, 5), (Second, 53, 5)], link: 0.55f)).Confirmed);
    }

    [Fact]
    public void Advance_NoDaughterIsFoundAgain_WithdrawsForTheNearerOne()
    {
        Divide(second: 70);
        var verdict = Assert.Single(Advance([]));
        Assert.False(verdict.Confirmed);
        Assert.Equal(First, verdict.Continues);
    }

    [Fact]
    public void Advance_TheSameVolumeOnceMore_WaitsForTheNext()
    {
        Divide();
        Assert.Empty(Advance([(First, 46, 4.2f), (Second, 54, 4.2f)], repeated: true));
        var verdict = Assert.Single(Advance([(First, 40, 4.2f), (Second, 58, 4.2f)]));
        Assert.True(verdict.Confirmed);
        Assert.Equal(2, verdict.StepsAgo);
    }

    [Fact]
    public void Advance_AfterAGap_TellsTheTimePointOfTheDivision()
    {
        Divide();
        Assert.Equal(4, Assert.Single(Advance([(First, 40, 4.2f), (Second, 58, 4.2f)], timeStep: 4)).StepsAgo);
    }

    [Fact]
    public void Reset_AfterADivision_TellsNothingOfIt()
    {
        Divide();
        _confirmation.Reset();
        Assert.Empty(Advance([(First, 40, 4.2f), (Second, 58, 4.2f)]));
    }

    private void Divide(float first = 46, float second = 54)
    {
        Assert.Empty(Advance([(Mother, 50, 5)]));
        Assert.Empty(Advance([(First, first, 4), (Second, second, 4)], divides: true));
    }

    private IReadOnlyList<DivisionVerdict> Advance(
        (int Track, float Y, float Radius)[] cells,
        bool divides = false,
        float link = 0.9f,
        int timeStep = 1,
        bool repeated = false
    )
    {
        var found = Array.ConvertAll(cells, cell => new Detection(10, cell.Y, 50, cell.Radius, 0.9f, 0, 0, 0, 0));
        var frame = new DetectedFrame(found, [], new VoxelGeometry(1, 1, 1), null);
        LinkedCell[] linked = [.. cells.Select((cell, i) => new LinkedCell(cell.Track, -1, i, link, 0))];
        DivisionEvent[] divisions = divides ? [new DivisionEvent(Mother, 0, 1, 0.8f)] : [];
        return _confirmation.Advance(frame, linked, divisions, timeStep, repeated);
    }
}
