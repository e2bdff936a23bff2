using Cellect.Overlay.Displays;

namespace Cellect.Overlay.Tests;

public class TimelineTests
{
    private readonly Timeline _timeline = new(maxFrames: 5, maxBytes: 1_000_000);

    [Fact]
    public void Add_MoreThanAreKept_ForgetsTheOldest()
    {
        Fill(8);

        Assert.Equal((5, 7), (_timeline.Count, _timeline.Shown!.T));
        Assert.Equal([3, 4, 5, 6, 7], _timeline.Content.Frames.Select(frame => frame.T));
    }

    [Fact]
    public void Add_LittleMemory_KeepsTheNewestInAnyCase()
    {
        var small = new Timeline(maxFrames: 100, maxBytes: 1);
        for (var t = 0; t < 3; t++)
            small.Add(Snapshots.Empty(t, Snapshots.Cell(1, 5, 5, 5)));

        Assert.Equal((1, 2), (small.Count, small.Shown!.T));
    }

    [Fact]
    public void Scrub_WhileTimePointsCome_StaysWhereItIs()
    {
        Fill(5);
        _timeline.Scrub(2);
        var shown = _timeline.Shown;
        _timeline.Add(Snapshots.Empty(5));

        Assert.Same(shown, _timeline.Shown);
        Assert.False(_timeline.Live);
        Assert.Equal(3, _timeline.Content.Behind);
    }

    [Fact]
    public void Scrub_TimePointForgotten_ShowsTheOldestLeft()
    {
        Fill(5);
        _timeline.Scrub(0);
        _timeline.Add(Snapshots.Empty(5));

        Assert.Equal(1, _timeline.Shown!.T);
    }

    [Fact]
    public void TogglePause_Twice_IsLiveAgain()
    {
        Fill(3);
        _timeline.TogglePause();
        _timeline.Add(Snapshots.Empty(3));
        Assert.Equal(2, _timeline.Shown!.T);
        _timeline.TogglePause();

        Assert.Equal(3, _timeline.Shown!.T);
    }

    [Fact]
    public void Step_BackAndOn_EndsAtTheEdges()
    {
        Fill(3);
        _timeline.Step(-10);
        Assert.Equal(0, _timeline.Shown!.T);
        _timeline.Step(1);
        Assert.Equal(1, _timeline.Shown!.T);
        _timeline.Step(10);

        Assert.Equal((2, false), (_timeline.Shown!.T, _timeline.Live));
    }

    [Fact]
    public void Add_AnotherSeries_BeginsAnew()
    {
        Fill(3);
        _timeline.Scrub(0);
        _timeline.Add(Snapshots.Empty() with { Series = "other" });

        Assert.Equal((1, "other", true), (_timeline.Count, _timeline.Shown!.Series, _timeline.Live));
    }

    private void Fill(int frames)
    {
        for (var t = 0; t < frames; t++)
            _timeline.Add(Snapshots.Empty(t));
    }
}
