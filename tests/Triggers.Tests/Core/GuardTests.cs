using Cellect.Triggers.WhatIf;
using static Cellect.Triggers.Tests.Core.Frames;

namespace Cellect.Triggers.Tests.Core;

public class GuardTests
{
    private const string New = "\"Event\":\"NewTrack\",\"ConfirmVolumes\":0";

    // One new track in every volume from the second on.
    private static Frames Many(int frames)
    {
        var result = new Frames();
        for (var t = 0; t < frames; t++)
            result.At(t, [Cell(1), Cell(10 + t)]);
        return result;
    }

    [Theory]
    [InlineData("\"WarmUpVolumes\":3", "1:warm-up 2:warm-up 3 4")]
    [InlineData("\"WarmUpVolumes\":0,\"CooldownSeconds\":2", "1 2:cooldown 3 4:cooldown")]
    [InlineData("\"WarmUpVolumes\":0,\"MaxFirings\":1", "1 2:max-firings 3:max-firings 4:max-firings")]
    [InlineData("\"WarmUpVolumes\":0,\"MaxAgeSeconds\":0.01", "1:stale 2:stale 3:stale 4:stale")]
    [InlineData("", "1:warm-up 2:warm-up 3 4")]
    public void Guard_AsSet_HoldsBack(string guards, string expected) =>
        Assert.Equal(expected, string.Join(' ', Book.Run(Many(5), New, guards)));

    [Fact]
    public void TrackCooldown_OfTheSameTrack_HoldsBack()
    {
        var frames = new Frames();
        for (var t = 0; t < 8; t++)
            frames.At(t, [Cell(1, x: t % 2 == 0 ? 20 : 5)]);
        Assert.Equal(
            ["1", "3:track-cooldown", "5", "7:track-cooldown"],
            Book.Run(
                frames,
                "\"Event\":\"EnterRegion\",\"Region\":\"left\",\"ConfirmVolumes\":0",
                "\"WarmUpVolumes\":0,\"TrackCooldownSeconds\":3"
            )
        );
    }

    [Fact]
    public void RateLimit_OfAllRules_HoldsBackWithinAMinuteOfTheStream()
    {
        var firings = Replay.Run(
            Many(70).All,
            Book.Of($$$"""{"Name":"r","When":{ {{{New}}} },"Guards":{"WarmUpVolumes":0}}""", perMinute: 5)
        );
        Assert.Equal([1, 2, 3, 4, 5, 61, 62, 63, 64, 65], firings.Where(f => f.Evaluation.Fires).Select(f => f.T));
        Assert.All(firings.Where(f => !f.Evaluation.Fires), f => Assert.Equal("rate-limit", f.Evaluation.HeldBackBy));
    }
}
