using static Cellect.Triggers.Tests.Core.Frames;

namespace Cellect.Triggers.Tests.Core;

public class DivisionConditionTests
{
    private const string When = "\"Event\":\"Division\"";

    private static Frames Divides(float probability = 0.9f) =>
        new Frames().Idle(0, 2, Cell(1)).At(3, [Cell(2, 1), Cell(3, 1, x: 16)], Division(1, 2, probability));

    [Fact]
    public void Division_DaughtersFoundAgain_FiresOnceOneVolumeLater() =>
        Assert.Equal(["4"], Book.Run(Divides().Idle(4, 9, Cell(2, 1), Cell(3, 1, x: 16)), When));

    [Fact]
    public void Division_ConfirmNothing_FiresAtOnce() =>
        Assert.Equal(["3"], Book.Run(Divides().Idle(4, 9, Cell(2, 1), Cell(3, 1, x: 16)), When + ",\"ConfirmVolumes\":0"));

    [Fact]
    public void Confirmed_DivisionThatTheModelConfirms_FiresThenAndNotBefore() =>
        Assert.Equal(
            ["4"],
            Book.Run(
                Divides(0.3f)
                    .Known(4, Data.Tracks.DivisionState.Confirmed, 3, Division(1, 2), Cell(2, 1), Cell(3, 1, x: 16))
                    .Idle(5, 9, Cell(2, 1), Cell(3, 1, x: 16)),
                When + ",\"Confirmed\":true"
            )
        );

    [Fact]
    public void Confirmed_DivisionThatTheModelWithdraws_DoesNotFire() =>
        Assert.Empty(
            Book.Run(
                Divides()
                    .Known(4, Data.Tracks.DivisionState.Withdrawn, 3, Division(1, 2, 0.1f), Cell(2, 1), Cell(3, 1, x: 16))
                    .Idle(5, 9, Cell(2, 1), Cell(3, 1, x: 16)),
                When + ",\"Confirmed\":true"
            )
        );

    [Fact]
    public void Division_WithdrawnWhileItIsBorneOut_DoesNotFire() =>
        Assert.Equal(
            ["4:withdrawn"],
            Book.Run(
                Divides()
                    .Known(4, Data.Tracks.DivisionState.Withdrawn, 3, Division(1, 2, 0.1f), Cell(2, 1), Cell(3, 1, x: 16))
                    .Idle(5, 9, Cell(2, 1), Cell(3, 1, x: 16)),
                When
            )
        );

    [Fact]
    public void Division_TooImprobable_DoesNotFire() => Assert.Empty(Book.Run(Divides(0.4f).Idle(4, 9, Cell(2, 1), Cell(3, 1)), When));

    [Fact]
    public void Division_DaughterMissedOnce_FiresWhenBothAreBack() =>
        Assert.Equal(["5"], Book.Run(Divides().At(4, [Cell(2, 1)]).Idle(5, 9, Cell(2, 1), Cell(3, 1, x: 16)), When));

    [Fact]
    public void Division_DaughterGone_IsNotConfirmed() =>
        Assert.Equal(["5:not-confirmed"], Book.Run(Divides().Idle(4, 9, Cell(2, 1)), When));

    [Fact]
    public void Division_DaughterDividesAtOnce_IsTheSameDivision()
    {
        var flicker = Divides()
            .At(4, [Cell(2, 1), Cell(3, 1, x: 16)])
            .At(5, [Cell(2, 1), Cell(4, 3), Cell(5, 3, x: 16)], Division(3, 4))
            .Idle(6, 9, Cell(2, 1), Cell(4, 3), Cell(5, 3));
        Assert.Equal(["4", "5:same-division"], Book.Run(flicker, When));
    }

    [Fact]
    public void Division_LostAndFoundAsAnotherMotherAtThePlace_IsTheSameDivision()
    {
        var relinked = Divides()
            .At(4, [Cell(2, 1), Cell(3, 1, x: 16)])
            .At(5, [Cell(9)])
            .At(6, [Cell(10, 9), Cell(11, 9, x: 16)], Division(9, 10))
            .Idle(7, 9, Cell(10, 9), Cell(11, 9));
        Assert.Equal(["4", "6:same-division"], Book.Run(relinked, When));
    }

    [Fact]
    public void Division_OfADaughterLater_FiresAgain()
    {
        var later = Divides()
            .Idle(4, 12, Cell(2, 1), Cell(3, 1, x: 16))
            .At(13, [Cell(2, 1), Cell(4, 3), Cell(5, 3)], Division(3, 4))
            .Idle(14, 16, Cell(2, 1), Cell(4, 3), Cell(5, 3));
        Assert.Equal(["4", "14"], Book.Run(later, When));
    }

    [Fact]
    public void Division_AcrossALostVolume_IsHeldBackUnlessAllowed()
    {
        var gap = new Frames().Idle(0, 2, Cell(1)).At(4, [Cell(2, 1), Cell(3, 1)], Division(1, 2)).Idle(5, 6, Cell(2, 1), Cell(3, 1));
        Assert.Equal(["5:gap"], Book.Run(gap, When));
        Assert.Equal(["5"], Book.Run(gap, When, "\"WarmUpVolumes\":0,\"AcrossGaps\":true"));
    }

    [Theory]
    [InlineData("\"Inside\":\"left\"", false)]
    [InlineData("\"Outside\":\"left\"", true)]
    [InlineData("\"MinAgeVolumes\":4", false)]
    [InlineData("\"MaxAgeVolumes\":3", true)]
    [InlineData("\"MaxDepthMicrometres\":3", false)]
    [InlineData("\"MinRadiusMicrometres\":1.4,\"MaxRadiusMicrometres\":1.6", true)]
    public void Division_Filtered_FiresWhereItFits(string filter, bool fires) =>
        Assert.Equal(
            fires ? ["4"] : [],
            Book.Run(
                new Frames()
                    .Idle(0, 2, Cell(1, x: 20))
                    .At(3, [Cell(2, 1, x: 19), Cell(3, 1, x: 21)], Division(1, 2, x: 20))
                    .Idle(4, 5, Cell(2, 1, x: 19), Cell(3, 1, x: 21)),
                $"{When},{filter}"
            )
        );
}
