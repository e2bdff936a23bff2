using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Data.Tests.Tracks;

public class JoinedFramesTests
{
    [Fact]
    public void Add_OfOnePopulation_GivesTheFrameItself()
    {
        var frame = Frame(0, 0, 1);
        Assert.Same(frame, Assert.Single(new JoinedFrames(1).Add(frame)));
    }

    [Fact]
    public void Add_OfThree_GivesATimePointWhenItIsWhole()
    {
        var frames = new JoinedFrames(3);
        Assert.Empty(frames.Add(Frame(0, 0, 1, 2)));
        Assert.Empty(frames.Add(Frame(0, 1)));
        var whole = Assert.Single(frames.Add(Frame(0, 2, 7)));
        Assert.Equal([1, 2, 7], whole.Cells.Select(cell => cell.Track));
        Assert.Equal([0, 0, 2], Enumerable.Range(0, 3).Select(whole.PopulationOf));
        Assert.Null(frames.Take());
    }

    [Fact]
    public void Add_APopulationStaysAway_TheNextTimePointGivesTheOthers()
    {
        var frames = new JoinedFrames(2);
        Assert.Empty(frames.Add(Frame(0, 0, 1)));
        var without = Assert.Single(frames.Add(Frame(1, 0, 1)));
        Assert.Equal((0, 1), (without.Header.T, without.Cells.Count));
        Assert.Equal(1, frames.Take()!.Header.T);
    }

    private static TrackedFrame Frame(int t, int population, params int[] tracks) =>
        FakeSeries.Frame(FakeSeries.Header(t: t) with { C = population }, [.. tracks.Select(track => FakeSeries.Cell(track))]);
}
