using Cellect.Data.Tracks;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Snapshots;
using Cellect.Testing;

namespace Cellect.Overlay.Tests;

public class SelectedWatchTests
{
    private readonly SeriesHistory _book = new();
    private readonly SelectedWatch _watch = new();

    [Fact]
    public void Read_TheSelectedCellIsLost_SaysSoUntilItIsFoundAgain()
    {
        See(0, 1, 2);
        Assert.Null(Read(1));
        See(1, 2);
        See(3, 2);
        Assert.Null(Read(1));
        See(4, 2);
        Assert.Equal("the selected cell (track 1) is lost: last seen in time point 0", Read(1));
        Assert.Null(Read(2));
        Assert.Null(Read(0));
        See(5, 1, 2);
        Assert.Null(Read(1));
    }

    [Fact]
    public void Read_ItWasGoneWhenItWasSelected_SaysNothing()
    {
        See(0, 1, 2);
        See(9, 2);
        Assert.Null(Read(1));
        See(10, 2);
        Assert.Null(Read(1));
    }

    [Fact]
    public void Read_AnotherTrackContinuesIt_WatchesThat()
    {
        See(0, 1, 2);
        Assert.Null(Read(1));
        See(5, 2, 7);
        var merge = new TrackMerge(5, 7, 1, 0.95, 0);
        Assert.Null(Read(1, merge));
        See(9, 2);
        Assert.Equal("the selected cell (track 1, now 7) is lost: last seen in time point 5", Read(1, merge));
    }

    [Fact]
    public void Read_ItDivides_SaysNothingUnlessTheDivisionIsWithdrawn()
    {
        var division = new Division(1, 3, 4, 0, 0, 0, 0.6f) { State = DivisionState.Likely };
        See(0, 1);
        Assert.Null(Read(1));
        _book.Add(FakeSeries.Frame(FakeSeries.Header(t: 1), [FakeSeries.Cell(3, 1), FakeSeries.Cell(4, 1)], [division]));
        See(9, 4);
        Assert.Null(Read(1));
        var outcome = new DivisionOutcome(1, division with { State = DivisionState.Withdrawn }, 3);
        _book.Add(FakeSeries.Frame(FakeSeries.Header(t: 10), [FakeSeries.Cell(4)]) with { Outcomes = [outcome] });
        Assert.Equal("the selected cell (track 1, now 3) is lost: last seen in time point 1", Read(1));
    }

    private string? Read(int selected, params TrackMerge[] merges) => _watch.Read(selected, _book, merges);

    private void See(int t, params int[] tracks) =>
        _book.Add(FakeSeries.Frame(FakeSeries.Header(t: t), [.. tracks.Select(track => FakeSeries.Cell(track))]));
}
