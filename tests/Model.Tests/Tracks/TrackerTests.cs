using Cellect.Model.Linking;
using Cellect.Model.Tracks;
using CsCheck;

namespace Cellect.Model.Tests.Tracks;

public class TrackerTests
{
    [Fact]
    public void Advance_TwoTrackersOfOneSeries_NeverGiveTheSameId()
    {
        var numbers = new TrackNumbers();
        var (first, second) = (new Tracker(numbers), new Tracker(numbers));
        var seen = new HashSet<int>();
        for (var frame = 0; frame < 3; frame++)
            foreach (var tracker in new[] { first, second })
            foreach (var cell in tracker.Advance([new Link(-1, 1, 0), new Link(-1, 1, 0)]).Cells)
                Assert.True(seen.Add(cell.Track));
        second.Resume([], 0, 5);
        Assert.Equal(13, Assert.Single(first.Advance([new Link(-1, 1, 0)]).Cells).Track);
    }

    [Fact]
    public void Advance_OneSuccessor_KeepsTheTrack()
    {
        var tracker = new Tracker();
        tracker.Advance([New, New]);
        var (cells, divisions) = tracker.Advance([From(1), From(0)]);
        Assert.Equal([2, 1], cells.Select(c => c.Track));
        Assert.Empty(divisions);
    }

    [Fact]
    public void Advance_TwoSuccessors_EndsTheTrackAndBeginsTwoWithTheirMother()
    {
        var tracker = new Tracker();
        tracker.Advance([New]);
        var (cells, divisions) = tracker.Advance([new Link(0, 1, 0.9f), new Link(0, 1, 0.4f)]);
        Assert.Equal([2, 3], cells.Select(c => c.Track));
        Assert.All(cells, c => Assert.Equal(1, c.Parent));
        // The probability is the geometric mean of the daughters': sqrt(0.9 * 0.4) = 0.6.
        Assert.Equal((1, 0, 1), (divisions[0].Mother, divisions[0].First, divisions[0].Second));
        Assert.Equal(0.6f, divisions[0].Probability, 1e-5f);
    }

    [Fact]
    public void Advance_RememberedCellFoundAgain_KeepsItsTrack()
    {
        var tracker = new Tracker();
        tracker.Advance([New, New]);
        tracker.Advance([From(1)], [0]);
        var (cells, divisions) = tracker.Advance([From(1), From(0)]);
        Assert.Equal([1, 2], cells.Select(c => c.Track));
        Assert.Empty(divisions);
    }

    [Fact]
    public void Advance_LaterCellsOfADaughter_StillNameTheMother()
    {
        var tracker = new Tracker();
        tracker.Advance([New]);
        tracker.Advance([From(0), From(0)]);
        var (cells, _) = tracker.Advance([From(1)]);
        Assert.Equal((3, 1), (cells[0].Track, cells[0].Parent));
    }

    [Fact]
    public void Advance_ThreeSuccessorsOrUnknownParent_IsRefused()
    {
        var tracker = new Tracker();
        tracker.Advance([New]);
        Assert.Throws<ArgumentException>(() => tracker.Advance([From(0), From(0), From(0)]));
        Assert.Throws<ArgumentException>(() => tracker.Advance([From(1)]));
    }

    [Fact]
    public void Reset_AfterFrames_BeginsAtOneAgain()
    {
        var tracker = new Tracker();
        tracker.Advance([New]);
        tracker.Reset();
        Assert.Equal(1, tracker.Advance([New]).Cells[0].Track);
    }

    [Fact]
    public void Advance_AnySequenceOfLegalLinks_KeepsTheLineageSound() =>
        Gen
            .Int.Select(seed => seed)
            .Sample(
                seed =>
                {
                    var random = new Random(seed);
                    var tracker = new Tracker();
                    var (previous, ended) = (Array.Empty<LinkedCell>(), new HashSet<int>());
                    for (var t = 0; t < 12; t++)
                    {
                        var (cells, divisions) = tracker.Advance(LegalLinks(random, previous.Length));
                        Assert.Equal(cells.Length, cells.Select(c => c.Track).Distinct().Count());
                        Assert.DoesNotContain(cells, c => ended.Contains(c.Track));
                        Assert.All(divisions, d => Assert.Contains(previous, p => p.Track == d.Mother));
                        Assert.All(divisions, d => Assert.Equal(2, cells.Count(c => c.Parent == d.Mother)));
                        ended.UnionWith(previous.Select(p => p.Track).Except(cells.Select(c => c.Track)));
                        previous = cells;
                    }
                },
                iter: 200
            );

    private static Link New => new(-1, 1, 0);

    private static Link From(int parent) => new(parent, 1, 1);

    private static Link[] LegalLinks(Random random, int parents)
    {
        var free = Enumerable.Range(0, parents).SelectMany(p => new[] { p, p }).ToList();
        return Enumerable
            .Range(0, random.Next(8))
            .Select(_ =>
            {
                if (free.Count == 0 || random.Next(3) == 0)
                    return New;
                var at = random.Next(free.Count);
                var parent = free[at];
                free.RemoveAt(at);
                return From(parent);
            })
            .ToArray();
    }
}
