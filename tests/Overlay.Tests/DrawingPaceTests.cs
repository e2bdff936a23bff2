using Cellect.Overlay.Displays;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public class DrawingPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Rest_FastDrawings_KeepsToTheLimitOfTheOptions()
    {
        var pace = new DrawingPace(_time, maxFramesPerSecond: 10);
        Draw(pace, milliseconds: 1);

        Assert.Equal(100, pace.Rest.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public void Rest_ProcessorShort_GrowsWithTheDrawing()
    {
        var pace = new DrawingPace(_time, maxFramesPerSecond: 10);
        for (var i = 0; i < 30; i++)
            Draw(pace, milliseconds: 200);

        // A tenth of the time: 200 ms of drawing, 1800 ms of rest.
        Assert.Equal(1800, pace.Rest.TotalMilliseconds, tolerance: 50);
    }

    [Fact]
    public void Rest_WhileTheUserTurnsTheView_IsShorter()
    {
        var pace = new DrawingPace(_time, maxFramesPerSecond: 10);
        for (var i = 0; i < 30; i++)
            Draw(pace, milliseconds: 300);
        pace.Used();

        Assert.InRange(pace.Rest.TotalMilliseconds, 150, 250);
    }

    [Fact]
    public void Rest_VerySlowDrawings_IsBounded()
    {
        var pace = new DrawingPace(_time, maxFramesPerSecond: 10);
        Draw(pace, milliseconds: 60_000);
        Draw(pace, milliseconds: 60_000);

        Assert.Equal(2, pace.Rest.TotalSeconds, tolerance: 0.1);
    }

    [Fact]
    public void Rest_FirstDrawingCompilesShaders_DoesNotHoldUpTheNext()
    {
        var pace = new DrawingPace(_time, maxFramesPerSecond: 10);
        Draw(pace, milliseconds: 3000);

        Assert.Equal(100, pace.Rest.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public void Hurry_WhileResting_TheNextIsDueAtOnceAndOnlyThat()
    {
        var pace = new DrawingPace(_time, maxFramesPerSecond: 10);
        Draw(pace, milliseconds: 50);
        pace.Hurry();
        Assert.Equal(TimeSpan.Zero, pace.Rest);

        Draw(pace, milliseconds: 50);
        Assert.True(pace.Rest > TimeSpan.Zero);
    }

    private void Draw(DrawingPace pace, double milliseconds)
    {
        var began = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        pace.Drawn(began);
    }
}
