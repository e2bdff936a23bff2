using Cellect.Overlay.Hud;

namespace Cellect.Overlay.Tests;

public class MessageBarTests
{
    private const string Arming = "once more within 5 s to ARM for 10 minutes: the microscope will be steered";

    [Fact]
    public void SizeOf_RoomForAll_IsOneLine() => Assert.Equal(32, MessageBar.SizeOf(Arming, 1200).Y);

    [Theory]
    [InlineData(500)]
    [InlineData(320)]
    public void SizeOf_LessRoom_FitsIntoItWithMoreLines(float room)
    {
        var size = MessageBar.SizeOf(Arming, room);

        Assert.InRange(size.X, 100, room);
        Assert.True(size.Y > 32, $"{size.Y} pixels are one line");
    }
}
