using Cellect.Analysis.Finishing;

namespace Cellect.Analysis.Tests.Finishing;

/// <summary>A start beside a track that goes on is made its daughter where what came after says so, and not where it does not.</summary>
public sealed class SistersTests
{
    private const int Frames = 60;
    private const int Mother = 22;
    private const int Second = 800;

    private const int Flickers = 12;

    /// <summary>A block of cells that stand; beside one of them another begins. What else begins flickers: here hardly a cell comes from
    /// nowhere.</summary>
    /// <param name="at">Time point of the beginning.</param>
    /// <param name="seen">Time points in which it is seen.</param>
    /// <param name="division">Published probability that the two are daughters.</param>
    /// <param name="newcomers">Cells that come from nowhere and stay, without any sign of a division.</param>
    /// <param name="starts">Tracks of which people say that they come from nowhere.</param>
    /// <param name="lost">Time point from which the cell beside is not seen; the other begins there.</param>
    private static FinishedTracks Finish(
        int at = 25,
        int seen = Frames,
        double division = 0.25,
        int newcomers = 0,
        int[]? starts = null,
        int lost = Frames
    )
    {
        var finisher = new Finisher(
            new FinishOptions { Fixed = new FixedPlaces(new HashSet<int>(), (starts ?? []).ToHashSet()) },
            extent: null
        );
        for (var t = 0; t < Frames; t++)
        {
            var cells = new List<FinishCell>();
            for (var i = 0; i < 64; i++)
                if (i + 1 != Mother || t < lost)
                    cells.Add(new FinishCell(i + 1, -1, Block(i), 3, 0.95, i + 1 == Mother && t == at ? division : 0));
            if (t >= at && t < at + seen)
                cells.Add(new FinishCell(Second, -1, Block(Mother - 1) + new Place(4, 4, 0), 3, 0.9, t == at ? division : 0));
            if (t % 4 == 1 && t / 4 < Flickers)
                cells.Add(new FinishCell(700 + t, -1, new Place(0, 200, 0), 3, 0.5, 0));
            for (var i = 0; i < newcomers && t > 2 * i; i++)
                cells.Add(new FinishCell(900 + i, -1, new Place(200 + 10 * i, 0, 0), 3, 0.95, 0));
            finisher.Add(t, cells);
        }

        return finisher.Finish();
    }

    private static IEnumerable<TrackChange> OfSecond(FinishedTracks finished) => finished.Changes.Where(change => change.Track == Second);

    private static Place Block(int i) => new(i / 16 * 10, i / 4 % 4 * 10, i % 4 * 10);

    [Fact]
    public void StartThatIsFollowed_BesideATrackThatMayHaveDivided_IsItsDaughter()
    {
        var finished = Finish();

        var change = Assert.Single(OfSecond(finished));
        Assert.Equal((ChangeKind.Divided, 25, Second, Mother), (change.Kind, change.T, change.Track, change.Into));
        Assert.InRange(change.Probability, 0.5, 0.99);
        var other = finished.Id(Mother, 25);
        Assert.Equal(Mother, finished.Id(Mother, 24));
        Assert.True(other > Second);
        Assert.Equal(other, finished.Id(Mother, Frames - 1));
        Assert.Equal((Mother, Mother), (finished.Parent(Second, -1, 25), finished.Parent(Mother, -1, 25)));
        Assert.Equal(-1, finished.Parent(Mother, -1, 0));
        Assert.False(finished.IsDropped(Mother, 24) || finished.IsDropped(Mother, 25) || finished.IsDropped(Second, 25));
    }

    [Fact]
    public void StartThatFlickers_IsDropped_AndNothingDivides() =>
        Assert.Equal([ChangeKind.Dropped], OfSecond(Finish(seen: 1)).Select(change => change.Kind));

    [Fact]
    public void StartThatLooksLikeNoDaughter_IsNew() => Assert.Empty(OfSecond(Finish(division: 0.002)));

    [Fact]
    public void StartWhereCellsOftenComeFromNowhere_IsNew() => Assert.Empty(OfSecond(Finish(newcomers: 20)));

    [Fact]
    public void StartThatWasAccepted_IsNew() => Assert.Empty(OfSecond(Finish(starts: [Second])));

    [Fact]
    public void StartThatGoesOnWhereTheOtherEnds_IsNoSecondDaughter() =>
        Assert.DoesNotContain(Finish(lost: 26).Changes, change => change.Kind == ChangeKind.Divided);
}
