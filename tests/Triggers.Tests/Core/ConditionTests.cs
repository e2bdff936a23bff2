using static Cellect.Triggers.Tests.Core.Frames;

namespace Cellect.Triggers.Tests.Core;

public class ConditionTests
{
    [Fact]
    public void EnterRegion_FromOutside_FiresOnceAndNotForOneThatBeginsInside() =>
        Assert.Equal(
            ["3"],
            Book.Run(
                new Frames()
                    .At(0, [Cell(1, x: 20), Cell(2, x: 2)])
                    .At(1, [Cell(1, x: 20), Cell(2, x: 2)])
                    .Idle(2, 6, Cell(1, x: 5), Cell(2, x: 2)),
                "\"Event\":\"EnterRegion\",\"Region\":\"left\""
            )
        );

    [Fact]
    public void LeaveRegion_ConfirmNothing_FiresAtOnce() =>
        Assert.Equal(
            ["2"],
            Book.Run(
                new Frames().Idle(0, 1, Cell(1, x: 2)).Idle(2, 4, Cell(1, x: 30)),
                "\"Event\":\"LeaveRegion\",\"Region\":\"left\",\"ConfirmVolumes\":0"
            )
        );

    [Fact]
    public void Speed_AboveLevel_FiresWithMicrometresPerMinute() =>
        Assert.Equal(
            ["2"],
            Book.Run(
                new Frames().Idle(0, 1, Cell(1)).At(2, [Cell(1, x: 30)]).Idle(3, 4, Cell(1, x: 30)),
                "\"Event\":\"Speed\",\"AtLeast\":599,\"ConfirmVolumes\":0"
            )
        );

    [Fact]
    public void CellCount_ReachedAndHeld_FiresOnceUntilItFalls() =>
        Assert.Equal(
            ["2", "6"],
            Book.Run(
                new Frames().At(0, [Cell(1)]).Idle(1, 3, Cell(1), Cell(2)).At(4, [Cell(1)]).Idle(5, 8, Cell(1), Cell(2)),
                "\"Event\":\"CellCount\",\"AtLeast\":2"
            )
        );

    [Fact]
    public void CellDensity_OfTheVolume_IsCellsInAMillionCubicMicrometres() =>
        // 5 x 24 x 28 voxels of 0.5 µm³ are 1,680 µm³: two cells are 1,190 in 1,000,000 µm³.
        Assert.Equal(
            ["1"],
            Book.Run(
                new Frames().At(0, [Cell(1)]).Idle(1, 2, Cell(1), Cell(2)),
                "\"Event\":\"CellDensity\",\"AtLeast\":1190,\"ConfirmVolumes\":0"
            )
        );

    [Fact]
    public void DivisionRate_EnoughWithinTheWindow_Fires() =>
        Assert.Equal(
            ["3"],
            Book.Run(
                new Frames()
                    .Idle(0, 1, Cell(1), Cell(4))
                    .At(2, [Cell(2, 1), Cell(3, 1), Cell(4)], Division(1, 2))
                    .At(3, [Cell(2, 1), Cell(3, 1), Cell(5, 4, y: 20), Cell(6, 4, y: 20)], Division(4, 5, y: 20))
                    .Idle(4, 5, Cell(2, 1)),
                "\"Event\":\"DivisionRate\",\"AtLeast\":2,\"WindowSeconds\":10,\"ConfirmVolumes\":0"
            )
        );

    [Fact]
    public void DivisionRate_NoneForAWindow_FiresAfterTheWindow() =>
        Assert.Equal(["4"], Book.Run(new Frames().Idle(0, 8, Cell(1)), "\"Event\":\"DivisionRate\",\"AtMost\":0,\"WindowSeconds\":4"));

    [Fact]
    public void NewTrack_LaterThanTheFirstVolumeAndFoundAgain_Fires() =>
        Assert.Equal(["3"], Book.Run(new Frames().Idle(0, 1, Cell(1)).Idle(2, 5, Cell(1), Cell(2)), "\"Event\":\"NewTrack\""));

    [Fact]
    public void LostTrack_AwayForThreeVolumes_FiresOnceAndNotForAMother() =>
        Assert.Equal(
            ["5"],
            Book.Run(
                new Frames()
                    .Idle(0, 1, Cell(1), Cell(2))
                    .At(2, [Cell(1), Cell(3, 2), Cell(4, 2)], Division(2, 3))
                    .Idle(3, 9, Cell(3, 2), Cell(4, 2)),
                "\"Event\":\"LostTrack\""
            )
        );

    [Fact]
    public void Generation_DaughterOfADaughter_FiresOnceAndNotForOneOfUnknownOrigin() =>
        Assert.Equal(
            ["5", "5"],
            Book.Run(
                new Frames()
                    .Idle(0, 1, Cell(1))
                    .At(2, [Cell(2, 1), Cell(3, 1), Cell(7)], Division(1, 2))
                    .At(3, [Cell(2, 1), Cell(3, 1), Cell(7)])
                    .At(4, [Cell(4, 2), Cell(5, 2), Cell(3, 1), Cell(8, 7), Cell(9, 7)], Division(2, 4), Division(7, 8))
                    .Idle(5, 8, Cell(4, 2), Cell(5, 2), Cell(3, 1), Cell(8, 7), Cell(9, 7)),
                "\"Event\":\"Generation\",\"AtLeast\":2"
            )
        );

    [Fact]
    public void Migratory_LongAndFarEnough_FiresWhenBothAreSo() =>
        // Five steps of 2 µm; longer than three seconds and further than 5 µm first at the fourth.
        Assert.Equal(
            ["4"],
            Book.Run(
                Enumerable.Range(0, 8).Aggregate(new Frames(), (frames, t) => frames.At(t, [Cell(1, x: 10 + 4 * t), Cell(2)])),
                "\"Event\":\"Migratory\",\"AtLeast\":5,\"MinAgeSeconds\":3,\"ConfirmVolumes\":0"
            )
        );

    [Fact]
    public void Proliferation_DivisionsOfACellInAnHour_FiresWhenTheRateIsReached() =>
        // Two cells for ten seconds, three in the last: one division in 21 or so cell-seconds is some 160 an hour.
        Assert.Equal(
            ["10"],
            Book.Run(
                new Frames()
                    .Idle(0, 8, Cell(1), Cell(4))
                    .At(9, [Cell(2, 1), Cell(3, 1), Cell(4)], Division(1, 2))
                    .Idle(10, 14, Cell(2, 1), Cell(3, 1), Cell(4)),
                "\"Event\":\"Proliferation\",\"AtLeast\":150,\"WindowSeconds\":10"
            )
        );

    [Theory]
    [InlineData("\"Event\":\"Generation\"", "AtLeast, from 1")]
    [InlineData("\"Event\":\"Proliferation\"", "AtLeast or AtMost")]
    public void Options_WhatIsMissing_IsSaid(string when, string said) =>
        Assert.Contains(said, string.Join("\n", Book.Try($$$"""{"Triggers":{"Rules":[{"Name":"r","When":{ {{{when}}} }}]}}""").Mistakes));

    [Theory]
    [InlineData(5, "true", true)]
    [InlineData(1, "true", false)]
    [InlineData(5, "false", true)]
    public void Sequence_SecondWithinTheTime_Fires(double within, string same, bool fires) =>
        Assert.Equal(
            fires ? ["5"] : [],
            Book.Run(
                new Frames()
                    .Idle(0, 1, Cell(1, x: 20))
                    .At(2, [Cell(2, 1, x: 20), Cell(3, 1, x: 20)], Division(1, 2))
                    .Idle(3, 4, Cell(2, 1, x: 20), Cell(3, 1, x: 20))
                    .Idle(5, 7, Cell(2, 1, x: 2), Cell(3, 1, x: 20)),
                $$"""
                "Event":"Sequence","WithinSeconds":{{within}},"SameCell":{{same}},
                "First":{"Event":"Division","ConfirmVolumes":0},"Then":{"Event":"EnterRegion","Region":"left","ConfirmVolumes":0}
                """
            )
        );
}
